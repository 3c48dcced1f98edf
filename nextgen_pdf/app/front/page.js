// The front end: takes files, asks the engine about one after the other, shows the answers.
//
// The engine stands before this script; there is one for each of the two pages. It has
//   unsupported()        why this browser will not do; empty if it will
//   stages               what start says that it is at, and in which words
//   start(onStage)       gets ready, and says what there is to choose from (about)
//   check(document)      what is shown of {file, name, number, chosen, password}
//   court(code)          what a court sets, in words
//   whole(all)           the HTML report of {rows, sections, chosen}
//   beside(each, article)  what it offers beside a document's result; not every engine does
//   licenses()           those of what is in the page, where the page shows them
//   gone                 what to do when it works no more

const VERDICTS = ["refused", "unchecked", "caution", "ready"];
const MARKS = { refused: "✕", unchecked: "?", caution: "!", ready: "✓" };
const STORED = "nextgen-pdf court";

const $ = (id) => document.getElementById(id);
const documents = []; // {file, name, number, told, line}
let about = null; // what the engine says of itself; null until it is ready
let running = false;
let round = 0; // grows when the choices change: older answers count no more

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
  // The engine's HTML has every text of the document escaped, and runs no script.
  const holder = element("div", { innerHTML: each.told.section });
  const article = holder.querySelector("article");
  article.querySelector(".back a").textContent = "Back to the results";
  engine.beside?.(each, article);
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
  if (!pdfs.length && others) notes.push(others === 1 ? "This file is not a PDF." : `None of these ${others} files is a PDF.`);
  if (!pdfs.length && !others && !unread) notes.push("Nothing that was dropped is a file.");
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
    say(`${engine.gone} For your IT staff: ${error.message}`);
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
    const told = await engine.check(asked(each));
    if (at !== round) continue; // the choices have changed meanwhile
    each.told = told;
    checking = null;
    showLine(each);
    showArticle(each);
    show();
  }
}

function asked({ file, name, number }) {
  return { file, name, number, chosen: chosen(), password: $("password").value };
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
  return { court: courtCode() ?? "", profile: $("profile").value, max_size: size > 0 ? size : 0 };
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
  if (code) note.textContent = await engine.court(code).catch(() => "");
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
    const text = await engine.whole({ rows, sections, chosen: chosen() });
    save(reportName("html"), "text/html", text);
  };
  $("licenses")?.addEventListener("toggle", async ({ target }) => {
    if (target.open && about) target.querySelector("pre").textContent = await engine.licenses();
  });
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
  const { length } = engine.stages;
  const step = length > 1 ? `, step ${stage + 1} of ${length}` : "";
  say(`Getting ready${step}: ${engine.stages[stage][1]}.${queued}`, [stage, length]);
}

async function boot() {
  const reason = engine.unsupported();
  if (reason) {
    say(reason);
    return;
  }
  try {
    about = await engine.start((name) => {
      stage = engine.stages.findIndex(([known]) => known === name);
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
  $("lacks").hidden = !about.lacks?.length;
  $("lacks").textContent = about.lacks?.join(" ") ?? "";
  $("save-html").hidden = about.plain === true;
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
