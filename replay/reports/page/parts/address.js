/* What is shown is all in the address behind `#`, so that it can be sent to a colleague. */

const FILTERS = ["status", "kind", "outcome", "language", "condition", "requirement", "q"];
const FIELDS = ["call", "turn", ...FILTERS, "sort"];

function address() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(FIELDS.map((field) => [field, parameters.get(field) ?? ""]));
}

/* The present address with these changes. */
function addressWith(changes) {
  const fields = {...address(), ...changes};
  return `#${new URLSearchParams(FIELDS.filter((field) => fields[field] !== "").map((field) => [field, fields[field]]))}`;
}

/* A step that the browser's "back" undoes. Shown at once: the next key may come before the event of the change. */
function visit(changes) {
  location.hash = addressWith(changes);
  show();
}

/* A small change, which "back" leaves out. */
function amend(changes) {
  history.replaceState(null, "", addressWith(changes));
  show();
}
