// The front end: takes files, asks the worker about one after the other, shows the answers.
"use strict";

const SLOWEST_BOOT = 120_000;
const SLOWEST = 60_000; // for one document, in milliseconds
const LARGEST = 500_000_000; // bytes; a browser's Python has too little memory for more
const STAGES = ["unpacking", "starting", "loading"];
const STAGE_WORDS = {
  unpacking: "unpacking the program",
  starting: "starting Python",
  loading: "loading the rules",
};
const VERDICTS = ["refused", "unchecked", "caution", "ready"];
const MARKS = { refused: "✕", unchecked: "?", caution: "!", ready: "✓" };
const STORED = "nextgen-pdf court";

const $ = (id) => document.getElementById(id);
const documents = []; // {file, name, number, state, told, line}
let about = null; // what the worker says of itself; null until it is ready
let running = false;
let round = 0; // grows when the choices change: older answers count no more

// ---------------------------------------------------------------- the worker

class Died extends Error {
  constructor(why, stage) {
    super(why);
    this.stage = stage;
  }
}

class Office {
  // Has one worker, and a new one when it dies.
  constructor() {
    this.waiting = new Map();
    this.count = 0;
    this.replaced = 0;
  }

  async start(onStage) {
    const assets = {};
    for (const element of document.querySelectorAll("script[data-asset]")) {
      assets[element.dataset.asset] = element.textContent;
    }
    const source = assets["worker.js"];
    delete assets["worker.js"];
    const address = `data:text/javascript;base64,${await plain(source)}`;
    this.worker = new Worker(address, { type: "module" });
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.end(event.message || "the worker stopped");
    };
    return this.send("boot", { assets }, { limit: SLOWEST_BOOT, onStage });
  }

  hear({ id, answer, failed, stage }) {
    const one = this.waiting.get(id);
    if (!one) return;
    if (stage) {
      one.stage = stage;
      one.onStage?.(stage);
    } else if (failed !== undefined) {
      this.end(failed);
    } else {
      this.forget(id);
      one.resolve(answer);
    }
  }

  async ask(what, more = {}, options = {}) {
    if (!this.worker) {
      // the last one died
      this.starting ??= this.start().finally(() => (this.starting = null));
      await this.starting;
      this.replaced += 1;
    }
    return this.send(what, more, options);
  }

  send(what, more, { limit = SLOWEST, onStage, transfer = [] }) {
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.end("slow"), limit);
      this.waiting.set(id, { resolve, reject, onStage, timer, stage: "" });
      this.worker.postMessage({ ...more, id, ask: what }, transfer);
    });
  }

  forget(id) {
    clearTimeout(this.waiting.get(id).timer);
    this.waiting.delete(id);
  }

  end(why) {
    // The worker is of no more use: who waits for it is told.
    this.worker?.terminate();
    this.worker = null;
    for (const [id, one] of [...this.waiting]) {
      this.forget(id);
      one.reject(new Died(why, one.stage));
    }
  }
}

async function plain(packed) {
  // From compressed base64 to plain base64: the address of the worker.
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const text = await new Response(stream).text();
  return btoa(unescape(encodeURIComponent(text)));
}

const office = new Office();

// ---------------------------------------------------------------- what is said

function say(text, done = null) {
  $("state").textContent = text;
  $("progress").hidden = done === null;
  if (done !== null) [$("progress").value, $("progress").max] = done;
}

function many(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function sayProgress() {
  const done = documents.filter((each) => each.told).length;
  if (!about) return;
  if (done < documents.length) {
    say(`Checking ${done + 1} of ${documents.length}`, [done, documents.length]);
  } else if (documents.length === 1) {
    const { row, word, advice } = documents[0].told;
    say(`${word}: ${row[1]}. ${advice}`);
  } else if (documents.length) {
    const counts = tally().map(([verdict, count]) => `${count} ${words[verdict].toLowerCase()}`);
    say(`${many(done, "document")} checked: ${counts.join(", ")}.`);
  } else {
    say("Ready to check.");
  }
}

const words = {
  refused: "Will be refused",
  unchecked: "Could not be checked",
  caution: "May be refused",
  ready: "Ready",
};

function tally() {
  const count = (verdict) => documents.filter((each) => each.told?.row[2] === verdict).length;
  return VERDICTS.map((verdict) => [verdict, count(verdict)]).filter(([, some]) => some);
}

// ---------------------------------------------------------------- what is shown

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function tag(verdict, text) {
  const mark = element("span", { textContent: MARKS[verdict] ?? "…" });
  mark.setAttribute("aria-hidden", "true");
  return element("span", { className: `tag ${verdict}` }, mark, ` ${text}`);
}

function showLine(each) {
  const { told, line, name } = each;
  if (!told) {
    const state = each === checking ? "Checking" : "Waiting";
    line.replaceChildren(
      element("th", { scope: "row", textContent: name }),
      element("td", {}, tag("waiting", state)),
      element("td"),
    );
    return;
  }
  const [id, shown, verdict, errors, warnings] = told.row;
  const look = warnings ? `${warnings} to look at` : "";
  const change = errors ? `${errors}${look && ` (and ${look})`}` : look || "nothing";
  line.replaceChildren(
    element("th", { scope: "row" }, element("a", { href: `#${id}`, textContent: shown })),
    element("td", {}, tag(verdict, told.word)),
    element("td", { textContent: change }),
  );
}

function show() {
  $("results").hidden = !documents.length;
  document.body.classList.toggle("some", documents.length > 0);
  $("invitation").textContent = documents.length ? "Drop more PDFs here" : "Drop PDFs or folders here";
  $("summary").hidden = documents.length === 1 && Boolean(documents[0].told);
  const items = documents.length > 1 ? tally() : [];
  $("counts").replaceChildren(
    ...items.map(([verdict, count]) =>
      element(
        "li",
        { className: verdict },
        element("strong", { textContent: count }),
        ` ${words[verdict].toLowerCase()}`,
      ),
    ),
  );
  const all = documents.length > 0 && documents.every((each) => each.told);
  for (const id of ["print", "save-html", "save-json"]) $(id).disabled = !all;
  $("all").textContent = documents.length > 1 ? `All ${documents.length} documents` : "Result";
}

function showArticle(each) {
  // The worker's HTML has every text of the document escaped, and runs no script.
  const holder = element("div", { innerHTML: each.told.section });
  const article = holder.querySelector("article");
  article.querySelector(".back a").textContent = "Back to the results";
  const old = $(article.id);
  if (old) return old.replaceWith(article);
  const after = [...$("articles").children].find((one) => number(one) > each.number);
  $("articles").insertBefore(article, after ?? null);
}

function number(article) {
  return Number(article.id.replace("document-", ""));
}

// ---------------------------------------------------------------- the queue

let checking = null;

function add({ pdfs, others, unread }) {
  for (const [file, name] of pdfs) {
    const line = element("tr");
    $("summary").tBodies[0].append(line);
    const each = { file, name, number: documents.length + 1, told: null, line };
    documents.push(each);
    showLine(each);
  }
  show();
  if (about) sayProgress();
  else if (documents.length) sayBoot();
  const notes = [];
  if (unread) notes.push("This browser does not open dropped folders here. Use “Choose folder”.");
  if (!pdfs.length && others) notes.push(`There is no PDF among ${many(others, "file")}.`);
  if (!pdfs.length && !others && !unread) notes.push("There is no file in what was dropped.");
  $("note").textContent = notes.join(" ");
  run();
}

async function run() {
  if (running || !about) return;
  running = true;
  try {
    await checkAll();
    sayProgress();
  } catch (error) {
    say(`The checking program does not start any more. Open this page anew. For your IT staff: ${error.message}`);
  }
  checking = null;
  running = false;
}

async function checkAll() {
  for (;;) {
    const each = documents.find((one) => !one.told);
    if (!each) return;
    checking = each;
    showLine(each);
    sayProgress();
    const at = round;
    const told = await check(each);
    if (at !== round) continue; // the choices have changed meanwhile
    each.told = told;
    checking = null;
    showLine(each);
    showArticle(each);
    show();
  }
}

async function check({ file, name, number }) {
  const request = { name, number, chosen: chosen(), password: $("password").value };
  if (file.size > LARGEST) return giveUp(request, "it is too large for this page");
  for (const pictures of [true, false]) {
    let bytes;
    try {
      bytes = await file.arrayBuffer();
    } catch {
      return giveUp(request, "the browser could not read the file");
    }
    try {
      const more = { ...request, bytes: new Uint8Array(bytes), pictures };
      return await office.ask("check", more, { transfer: [bytes] });
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      // it was checked, and drawing its pages went wrong: once more, without
      if (error.stage === "drawing" && pictures) continue;
      const slow = `it took longer than ${SLOWEST / 1000} seconds`;
      return giveUp(request, error.message === "slow" ? slow : "the checking program broke on it");
    }
  }
  return undefined;
}

function giveUp({ name, number, chosen }, reason) {
  return office.ask("giveUp", { name, number, reason, chosen });
}

function again() {
  // The choices have changed: everything is checked by the new ones.
  round += 1;
  for (const each of documents) {
    each.told = null;
    showLine(each);
  }
  $("articles").replaceChildren();
  showUsed();
  show();
  run();
}

// ---------------------------------------------------------------- choices

function chosen() {
  const size = Number($("size").value);
  return JSON.stringify({
    court: courtCode() ?? "",
    profile: $("profile").value,
    max_size: size > 0 ? size : 0,
  });
}

function label([code, name]) {
  return `${name} (${code})`;
}

function courtCode() {
  // The court that is meant; "" for none, null for what is no court.
  const text = $("court").value.trim().toLowerCase();
  if (!text) return "";
  const exact = about?.courts.find((court) => label(court).toLowerCase() === text || court[0] === text);
  if (exact) return exact[0];
  const parts = text.split(/\s+/);
  const found = about?.courts.filter((court) =>
    parts.every((part) => label(court).toLowerCase().includes(part)),
  );
  return found?.length === 1 ? found[0][0] : null;
}

async function courtChanged() {
  const code = courtCode();
  const court = about.courts.find(([one]) => one === code);
  if (court) $("court").value = label(court);
  $("court").setAttribute("aria-invalid", String(code === null));
  const note = $("court-note");
  note.classList.toggle("wrong", code === null);
  if (code === null) {
    note.textContent = "No single court has this name. Choose one from the list; until then the nationwide rules are used.";
  } else if (!code) {
    note.textContent = "Not listed, or not sure? Leave it empty for the nationwide rules.";
  }
  $("profile").disabled = Boolean(code);
  remember(code ?? "");
  again();
  if (code) note.textContent = await office.ask("court", { code }).catch(() => "");
}

function showUsed() {
  const court = about.courts.find(([one]) => one === courtCode());
  const profile = about.profiles.find(([name]) => name === $("profile").value);
  $("used").textContent = court ? `Rules: ${label(court)}` : `Rules: ${profile[1]}, nationwide`;
}

function remember(code) {
  try {
    localStorage.setItem(STORED, code);
  } catch {
    // some browsers keep nothing for files
  }
}

function remembered() {
  try {
    return localStorage.getItem(STORED) ?? "";
  } catch {
    return "";
  }
}

// ---------------------------------------------------------------- files

function isPdf(name) {
  return /\.pdf$/i.test(name);
}

function picked(list) {
  // Files as they are chosen. Of a folder its PDFs; what is chosen by itself is checked.
  const pairs = [...list].map((file) => [file, file.webkitRelativePath || file.name]);
  const pdfs = pairs.filter(([file, name]) => !file.webkitRelativePath || isPdf(name));
  pdfs.sort(([, one], [, other]) => one.localeCompare(other, "en", { numeric: true }));
  return { pdfs, others: pairs.length - pdfs.length, unread: 0 };
}

async function dropped(items) {
  // All must be asked for at once: the items are gone after the event. From a page that is
  // a file, entries of folders give no files in Chromium; handles do.
  const asked = [...items]
    .filter((item) => item.kind === "file")
    .map((item) => [
      item.webkitGetAsEntry?.(),
      item.getAsFile(),
      item.getAsFileSystemHandle?.().catch(() => null),
    ]);
  const found = { pdfs: [], others: 0, unread: 0 };
  for (const [entry, file, promise] of asked) {
    try {
      const handle = await promise;
      if (!entry?.isDirectory && file) found.pdfs.push([file, file.name]);
      else if (handle) await walkHandle(handle, handle.name, found);
      else await walkEntry(entry, entry.name, found);
    } catch {
      found.unread += 1;
    }
  }
  return found;
}

async function walkHandle(folder, path, found) {
  const inside = [];
  for await (const each of folder.values()) inside.push(each);
  for (const each of inside.sort(byName)) {
    const name = `${path}/${each.name}`;
    if (each.kind === "directory") await walkHandle(each, name, found);
    else if (isPdf(name)) found.pdfs.push([await each.getFile(), name]);
    else found.others += 1;
  }
}

async function walkEntry(folder, path, found) {
  const reader = folder.createReader();
  const inside = [];
  for (;;) {
    const some = await new Promise((ok, no) => reader.readEntries(ok, no));
    if (!some.length) break;
    inside.push(...some);
  }
  for (const each of inside.sort(byName)) {
    const name = `${path}/${each.name}`;
    if (each.isDirectory) await walkEntry(each, name, found);
    else if (isPdf(name)) found.pdfs.push([await new Promise((ok, no) => each.file(ok, no)), name]);
    else found.others += 1;
  }
}

function byName(one, other) {
  return one.name.localeCompare(other.name, "en", { numeric: true });
}

function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = element("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function reportName(extension) {
  const first = documents[0].name.split("/").pop().replace(/\.pdf$/i, "");
  return `${documents.length === 1 ? `${first} - ` : ""}CM-ECF check.${extension}`;
}

function asJson() {
  const reports = documents.map((each) => JSON.parse(each.told.document));
  const all = reports.flatMap((report) => report.documents);
  return `${JSON.stringify({ ...reports[0], documents: all }, null, 1)}\n`;
}

// ---------------------------------------------------------------- events

function listen() {
  $("choose-files").onclick = () => $("files").click();
  $("choose-folder").onclick = () => $("folder").click();
  for (const id of ["files", "folder"]) {
    $(id).onchange = ({ target }) => {
      add(picked(target.files));
      target.value = ""; // so that the same file can be chosen again
    };
  }
  // anywhere on the page: a file that misses the field must not replace the page
  document.ondragover = (event) => {
    event.preventDefault();
    $("drop").classList.add("over");
  };
  document.ondragleave = (event) => {
    if (!event.relatedTarget) $("drop").classList.remove("over");
  };
  document.ondrop = async (event) => {
    event.preventDefault();
    $("drop").classList.remove("over");
    add(await dropped(event.dataTransfer.items));
  };
  $("court").onchange = courtChanged;
  for (const id of ["profile", "size", "password"]) $(id).onchange = again;
  $("print").onclick = () => window.print();
  $("save-json").onclick = () => save(reportName("json"), "application/json", asJson());
  $("save-html").onclick = async () => {
    const sections = documents.map((each) => each.told.section);
    const rows = documents.map((each) => each.told.row);
    const text = await office.ask("whole", { rows, sections, chosen: chosen() });
    save(reportName("html"), "text/html", text);
  };
  $("licenses").ontoggle = async ({ target }) => {
    if (target.open && about) target.querySelector("pre").textContent = await office.ask("licenses");
  };
  $("clear").onclick = () => {
    documents.length = 0;
    $("summary").tBodies[0].replaceChildren();
    again();
    sayProgress();
    $("choose-files").focus();
  };
}

let stage = 0;

function sayBoot() {
  const queued = documents.length
    ? ` ${many(documents.length, "file")} will be checked then.`
    : "";
  const word = STAGE_WORDS[STAGES[stage]];
  say(`Getting ready, step ${stage + 1} of ${STAGES.length}: ${word}.${queued}`, [stage, STAGES.length]);
}

async function boot() {
  const needed = ["Worker", "WebAssembly", "DecompressionStream", "OffscreenCanvas"];
  if (needed.some((name) => !(name in window))) {
    say("This browser is too old for this page. Use a current Edge, Chrome, Firefox or Safari.");
    return;
  }
  try {
    about = await office.start((name) => {
      stage = STAGES.indexOf(name);
      sayBoot();
    });
  } catch (error) {
    say(`This page could not start, and nothing was checked. For your IT staff: ${error.message}`);
    return;
  }
  $("courts").replaceChildren(...about.courts.map((court) => element("option", { value: label(court) })));
  $("profile").replaceChildren(
    ...about.profiles.map(([value, title]) => element("option", { value, textContent: title })),
  );
  $("profile").value = about.usual;
  $("versions").textContent = `Versions: ${Object.entries(about.versions)
    .map((pair) => pair.join(" "))
    .join(", ")}.`;
  const last = remembered();
  if (last && !$("court").value) $("court").value = last;
  if ($("court").value) courtChanged();
  showUsed();
  document.documentElement.dataset.ready = Math.round(performance.now());
  sayProgress();
  run();
}

listen();
document.addEventListener("DOMContentLoaded", boot);
