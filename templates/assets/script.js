// What the pages do besides being read: step through events by keys, copy a link, open the list of keys.
// Every page is whole without it; what needs it stands in `.needs-script` and is hidden until it runs.
"use strict";

const byId = (id) => document.getElementById(id);
const keysKept = "dateline-keys";

for (const part of document.querySelectorAll(".needs-script")) part.hidden = false;

function keptChoice() {
  try {
    return localStorage.getItem(keysKept) !== "off";
  } catch {
    return true; // Storage is refused, for example in a page from the disk.
  }
}

function keepChoice(on) {
  try {
    localStorage.setItem(keysKept, on ? "on" : "off");
  } catch {
    // The choice lasts as long as the page.
  }
}

const keysDialog = byId("keys");
const keysOn = byId("keys-on");
if (keysOn) {
  keysOn.checked = keptChoice();
  keysOn.addEventListener("change", () => keepChoice(keysOn.checked));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-opens], [data-copies], [data-copies-from]");
  if (!button) return;
  if (button.dataset.opens) byId(button.dataset.opens).showModal();
  else copy(button);
});

async function copy(button) {
  const source = byId(button.dataset.copiesFrom);
  const address = source ? source.textContent : button.dataset.copies || location.href.split("#")[0];
  try {
    await navigator.clipboard.writeText(address);
    byId("tool-status").textContent = button.dataset.done;
    button.textContent = button.dataset.done;
  } catch {
    prompt(button.textContent, address);
  }
}

// In a list the keys move from headline to headline; on an event's page they lead to its neighbours.
function step(forward) {
  const headlines = [...document.querySelectorAll(".entry h4 a")].filter((link) => link.checkVisibility());
  const link = document.querySelector(forward ? ".neighbours [rel=next]" : ".neighbours [rel=prev]");
  if (headlines.length === 0) {
    if (link) link.click();
    return;
  }
  const here = headlines.indexOf(document.activeElement);
  const from = here >= 0 ? here : nearest(headlines) - (forward ? 1 : 0);
  const next = headlines[Math.min(Math.max(from + (forward ? 1 : -1), 0), headlines.length - 1)];
  next.focus();
}

// The first headline that is below the top of the window.
function nearest(headlines) {
  const index = headlines.findIndex((link) => link.getBoundingClientRect().top > 0);
  return index < 0 ? headlines.length : index;
}

function toSearch() {
  const box = byId("q");
  if (box) box.focus();
  else document.querySelector(".menu [data-kind=search]")?.click();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const taken = event.ctrlKey || event.metaKey || event.altKey || typing || keysDialog?.open;
  // Who speaks to the computer, or types by accident, must be able to turn single keys off (WCAG 2.2, 2.1.4).
  if (taken || !keysOn?.checked) return;
  if (event.key === "?") keysDialog.showModal();
  else if (event.key === "j") step(true);
  else if (event.key === "k") step(false);
  else if (event.key === "/") toSearch();
  else return;
  event.preventDefault();
});
