"""Every kind of file that was once judged wrongly, through the public interface."""
