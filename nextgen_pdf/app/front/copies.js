// Corrected copies: offered beside a result, with their proof.

const BESIDE = {
  signed: ["Make the copy without the signature", { unsigned: true }],
  restricted: ["I may change this document: make the copy", { unrestricted: true }],
};
// What somebody has to decide before there can be a copy.

function offerCopy(each, article) {
  const { mends } = each.told;
  if (!mends.length) return;
  const errors = mends.includes("error");
  const both = errors && mends.includes("warning");
  const also = element("input", { type: "checkbox", id: `also-${each.number}`, checked: !errors });
  const wanted = element("button", { type: "button", className: "main", textContent: "Make a corrected copy" });
  const result = element("div");
  const state = element("p", { className: "copy-state" });
  state.setAttribute("role", "status");
  const section = element(
    "div",
    { className: "copy" },
    element("h3", { textContent: "Corrected copy" }),
    element("p", {
      textContent: `This makes a copy without what ${errors ? "would" : "may"} be refused, and compares it with your file page by page. Your file does not change.`,
    }),
    element("p", { className: "buttons" }, wanted),
    state,
    result,
  );
  if (both) {
    const label = element("label", { htmlFor: also.id, textContent: "Also fix what may be refused" });
    section.querySelector(".buttons").append(element("span", { className: "also" }, also, label));
  }
  const wishes = () => ({ also: also.checked ? ["warnings"] : [] });
  wanted.onclick = () => makeCopy(each, wishes(), { wanted, state, result });
  article.querySelector(".verdict").after(section);
}

async function makeCopy(each, wishes, shown) {
  const { wanted, state, result } = shown;
  wanted.disabled = true;
  result.replaceChildren();
  state.textContent = "Making the copy and comparing it. A large document can take minutes.";
  try {
    const told = await engine.fix(asked(each), wishes);
    state.textContent = told.said;
    wanted.className = told.files.length ? "" : "main"; // the next thing is to save it
    result.replaceChildren(...copyButtons(each, told, wishes, shown));
    result.append(...element("div", { innerHTML: told.proof }).childNodes);
  } catch (error) {
    state.textContent = error instanceof NotDone ? `There is no copy: ${error.message}` : engine.gone;
  }
  wanted.disabled = false;
}

function copyButtons(each, told, wishes, shown) {
  const buttons = element("p", { className: "buttons" });
  const button = (textContent, className, onclick) =>
    buttons.append(element("button", { type: "button", textContent, className, onclick }));
  const [copy, ...files] = told.files;
  if (copy) {
    const [name, bytes] = copy;
    button("Save the copy", "main", () => save(name, "application/pdf", bytes));
    button("Check the copy", "", () => {
      const file = new File([bytes], name, { type: "application/pdf" });
      add({ pdfs: [[file, name]], others: 0, unread: 0 });
    });
  }
  for (const [name, bytes] of files) {
    button(`Save ${name}`, "", () => save(name, "application/octet-stream", bytes));
  }
  if (told.refusal in BESIDE) {
    const [words, more] = BESIDE[told.refusal];
    button(words, "", () => makeCopy(each, { ...wishes, ...more }, shown));
  }
  return buttons.childElementCount ? [buttons] : [];
}
