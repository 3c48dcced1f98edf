"""Every place of the list of places, through the public interface; see README.md."""
