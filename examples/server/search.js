// Searches while the reader types. It requests the page that the form would request, and takes the
// parts of that page that change. So there is only one search, and without this script the form
// still works.
"use strict";

const form = document.querySelector("form[role=search]");
let request = new AbortController();

async function search() {
  request.abort();
  request = new AbortController();
  const address = "/?" + new URLSearchParams(new FormData(form));
  try {
    const response = await fetch(address, { signal: request.signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const id of ["count", "results", "languages"]) {
      document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
    }
    history.replaceState(null, "", address);
  } catch (error) {
    if (error.name !== "AbortError") form.submit();
  }
}

if (document.getElementById("results")) form.addEventListener("input", search);
