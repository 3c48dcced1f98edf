// The worker: Python (Pyodide) and this program, apart from what the person sees.
//
// It is asked by messages {id, ask, ...} and answers {id, answer} or {id, failed}. While it
// is asked something it may say {id, stage}. It never reaches the network: whatever Pyodide
// wants to load is among what the page holds.

const FOLDER = "/document";
const QUALITY = 0.6;
let python, desk, inWorker;

const asked = {
  async boot({ assets, id }) {
    const say = (stage) => postMessage({ id, stage });
    say("unpacking");
    const files = {};
    for (const [name, text] of Object.entries(assets)) files[name] = await unpacked(text);
    self.fetch = async (address) => {
      const name = String(address.url ?? address).split("/").pop();
      if (!(name in files)) throw new Error(`${name} is not in this page`);
      const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
      return new Response(files[name], { headers: { "content-type": type } });
    };
    say("starting");
    const { loadPyodide } = await imported(files["pyodide.mjs"]);
    python = await loadPyodide({
      indexURL: "https://page.invalid/",
      packageBaseUrl: "https://page.invalid/",
      lockFileContents: new TextDecoder().decode(files["pyodide-lock.json"]),
      createPyodideModule: (await imported(files["pyodide.asm.mjs"])).default,
    });
    say("loading");
    python.registerJsModule("page_ciphers", { aes, rc4 });
    python.FS.mkdir(FOLDER);
    python.unpackArchive(files["packages.tar"], "tar");
    inWorker = python.pyimport("in_worker");
    desk = inWorker.Desk();
    return JSON.parse(inWorker.about());
  },

  async check({ id, name, number, bytes, password, chosen, pictures }) {
    // under its own name: there is a rule about names
    const file = `${FOLDER}/${name.split("/").pop()}`;
    python.FS.writeFile(file, bytes);
    desk.check(file, name, password, chosen);
    postMessage({ id, stage: "drawing" });
    const images = pictures ? await drawn(file) : [];
    python.FS.unlink(file);
    return JSON.parse(desk.tell(number, images));
  },

  async giveUp({ name, number, reason, chosen }) {
    desk.give_up(name, reason, chosen);
    return JSON.parse(desk.tell(number, []));
  },

  async whole({ rows, sections, chosen }) {
    return inWorker.whole(JSON.stringify(rows), sections, chosen);
  },

  async licenses() {
    return inWorker.licenses();
  },

  async court({ code }) {
    return inWorker.court(code);
  },
};

async function drawn(file) {
  const proxy = desk.draw(file);
  const pictures = proxy.toJs();
  proxy.destroy();
  const images = [];
  for (const [width, height, pixels] of pictures) {
    const canvas = new OffscreenCanvas(width, height);
    const image = new ImageData(new Uint8ClampedArray(pixels), width, height);
    canvas.getContext("2d").putImageData(image, 0, 0);
    const jpeg = await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
    images.push(inBase64(new Uint8Array(await jpeg.arrayBuffer())));
  }
  return images;
}

async function unpacked(text) {
  const packed = Uint8Array.fromBase64
    ? Uint8Array.fromBase64(text)
    : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function inBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}

async function imported(source) {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

self.onmessage = async ({ data }) => {
  try {
    postMessage({ id: data.id, answer: await asked[data.ask](data) });
  } catch (error) {
    // Python says of documents what is wrong with them; what is thrown has broken it.
    postMessage({ id: data.id, failed: String(error) });
  }
};
