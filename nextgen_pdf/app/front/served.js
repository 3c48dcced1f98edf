// The engine of the page that the command serves: it asks the command.

const LARGEST = 500_000_000; // bytes; the command takes no more

class NotDone extends Error {} // the command has answered that it could not

async function ask(what, body, details = null) {
  const headers = details ? { asked: encodeURIComponent(JSON.stringify(details)) } : {};
  const response = await fetch(what, { method: "POST", body, headers });
  if (!response.ok) throw new NotDone(await response.text());
  return response;
}

async function answer(what, body = {}) {
  return (await ask(what, JSON.stringify(body))).json();
}

async function send(what, file, details) {
  // A document goes as it is; if it does not, either the file or the command is gone.
  try {
    return await ask(what, file, details);
  } catch (error) {
    if (error instanceof NotDone) throw error;
    await answer("about");
    throw new NotDone("the browser could not read the file");
  }
}

const engine = {
  stages: [["asking", "asking the program"]],
  gone: "The program has stopped, so this page no longer works. Run nextgen-pdf app again, and open the address that it prints.",

  unsupported: () => "",
  start: () => answer("about"),
  court: (code) => answer("court", { code }),
  whole: ({ rows, sections, chosen }) => answer("whole", { rows, sections, ...chosen }),

  async check({ file, name, number, chosen, password }) {
    const details = { name, number, password, ...chosen };
    try {
      if (file.size > LARGEST) throw new NotDone(`it is larger than ${LARGEST / 1e6} MB`);
      return await (await send("check", file, details)).json();
    } catch (error) {
      if (!(error instanceof NotDone)) throw error;
      return answer("unchecked", { name, number, reason: error.message, ...chosen });
    }
  },

  async fix({ file, name, chosen, password }, wishes) {
    // A line that tells what came of it, and then the files one after the other.
    const response = await send("fix", file, { name, password, ...chosen, ...wishes });
    const bytes = new Uint8Array(await response.arrayBuffer());
    let at = bytes.indexOf(10) + 1;
    const told = JSON.parse(new TextDecoder().decode(bytes.subarray(0, at)));
    told.files = told.files.map(([saved, size]) => [saved, bytes.subarray(at, (at += size))]);
    return told;
  },

  beside: (each, article) => about.fixes && offerCopy(each, article),
};
