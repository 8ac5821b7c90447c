/* Keeps on this device what is typed into a form, and sends it once when there is a connection.

   A form says its name (data-draft) and whose it is (data-account). What is typed is kept in localStorage until it
   has arrived, and the photographs beside it (photos.js). A form that could not be sent waits, and is sent by itself when the connection is back; its key is
   drawn once, so the server carries it out once however often it arrives. Without this script it is a plain form. */
"use strict";
(() => {
  const PREFIX = "quheng/";
  const photos = window.quhengPhotos;
  const DAYS_KEPT = 7;
  const zh = document.documentElement.lang !== "en";
  const say = (chinese, english) => (zh ? chinese : english);
  const WORDS = {
    kept: () => say("已保存在本机，尚未提交。", "Kept on this phone, not sent yet."),
    waiting: () => say("没有网络：已保存在本机，恢复连接后自动提交一次。", "No connection: kept on this phone, and sent once when it is back."),
    sent: (when) => say(`已于 ${when} 提交。`, `Sent at ${when}.`),
    signIn: () => say("登录已失效：内容仍在本机，请重新登录后提交。", "You are signed out: it is still kept here. Sign in and send it again."),
    photos: () => say("照片一并保存。", "The photographs are kept with it."),
    lost: () => say("本机空间不足，照片未能保存，请勿关闭本页。", "There is no room for the photographs: do not close this page."),
    discard: () => say("丢弃", "discard"),
  };

  const nameOf = (form) => `${PREFIX}${form.dataset.account}/${form.dataset.draft}`;
  const read = (name) => {
    try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
  };
  const write = (name, draft) => {
    try { localStorage.setItem(name, JSON.stringify(draft)); } catch { /* full or forbidden: it stays a plain form */ }
  };
  const forget = (name) => {
    try { localStorage.removeItem(name); } catch { /* nothing to forget */ }
    return photos.forget(name);
  };

  const isTyped = (control) => control.name && !["csrfmiddlewaretoken", "seen", "key"].includes(control.name)
    && !["file", "submit", "button"].includes(control.type) && control.tagName !== "BUTTON";

  /* What is typed into a form, as pairs: names may stand several times. */
  const typed = (form) => [...form.elements].filter(isTyped).flatMap((control) => {
    if (control.type === "checkbox" || control.type === "radio") return control.checked ? [[control.name, control.value]] : [];
    return [[control.name, control.value]];
  });

  const restore = (form, pairs) => {
    for (const control of [...form.elements].filter(isTyped)) {
      const values = pairs.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
      else if (values.length) control.value = values[0];
    }
  };

  const tell = (form, words, { isSent = false, name = null } = {}) => {
    let note = form.querySelector(".kept");
    if (!note) {
      note = document.createElement("p");
      note.setAttribute("role", "status");
      form.prepend(note);
    }
    note.className = isSent ? "kept sent" : "kept";
    note.textContent = `${words} `;
    if (!isSent && name) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = WORDS.discard();
      button.addEventListener("click", async () => { await forget(name); location.reload(); });
      note.append(button);
    }
  };

  const keep = (form, more = {}) => {
    const name = nameOf(form);
    const before = read(name) || {};
    write(name, {
      key: before.key || form.elements.key.value, seen: before.seen || (form.elements.seen || {}).value || "",
      at: Date.now(), pairs: typed(form), ...more,
    });
    return read(name);
  };

  const send = async (form, draft) => {
    const body = new FormData();
    for (const [name, value] of draft.pairs) body.append(name, value);
    for (const [name, file] of photos.chosen(form)) body.append(name, file);
    if (draft.button) body.append(...draft.button);
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.append("key", draft.key);
    if (draft.seen) body.append("seen", draft.seen);
    if (form.elements.subject) body.set("subject", form.elements.subject.value);
    return fetch(form.action, { method: "POST", body, credentials: "same-origin" });
  };

  const show = async (answer, words) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("main").replaceWith(page.querySelector("main"));
    history.replaceState(null, "", answer.url);
    if (window.htmx) window.htmx.process(document.querySelector("main"));
    begin(words === null);
    if (words) {
      const note = document.createElement("p");
      note.className = "kept sent";
      note.setAttribute("role", "status");
      note.textContent = words;
      document.querySelector("main").prepend(note);
    }
    window.scrollTo(0, 0);
  };

  /* Keep the photographs, and say whether they are. */
  const aboutPhotos = async (form, name) => {
    const isKept = await photos.keep(form, name);
    return photos.chosen(form).length ? ` ${isKept ? WORDS.photos() : WORDS.lost()}` : "";
  };

  const deliver = async (form) => {
    const name = nameOf(form);
    const draft = read(name);
    if (!draft || form.dataset.sending) return;
    form.dataset.sending = "yes";
    try {
      const answer = await send(form, draft);
      if (answer.status === 503) throw new Error("out of service");
      if (answer.redirected && !new URL(answer.url).pathname.startsWith("/account/")) {
        await forget(name);
        await show(answer, WORDS.sent(new Date().toLocaleTimeString(zh ? "zh-CN" : "en-GB", { hour: "2-digit", minute: "2-digit" })));
      } else if (answer.status === 409) {
        // Refused: it is an ordinary draft again, under a new key, beside what the server says.
        const chosen = photos.chosen(form);
        await forget(name);
        await show(answer, null);
        for (const again of document.querySelectorAll("form[data-draft]")) if (nameOf(again) === name) photos.putInto(again, chosen);
      } else {
        write(name, { ...draft, waiting: false });
        tell(form, WORDS.signIn(), { name });
      }
    } catch {
      write(name, { ...draft, waiting: true });
      tell(form, WORDS.waiting() + await aboutPhotos(form, name), { name });
    } finally {
      delete form.dataset.sending;
    }
  };

  const begin = (isRefused = false) => {
    for (const form of document.querySelectorAll("form[data-draft]")) {
      const name = nameOf(form);
      const draft = isRefused ? null : read(name);
      if (draft && draft.at > Date.now() - DAYS_KEPT * 86400000) {
        restore(form, draft.pairs);
        tell(form, draft.waiting ? WORDS.waiting() : WORDS.kept(), { name });
        photos.restore(form, name).then(() => { if (draft.waiting && navigator.onLine) deliver(form); });
      } else if (draft) {
        forget(name);
      }
      form.addEventListener("input", async (event) => {
        keep(form);
        const more = event.target.type === "file" ? await aboutPhotos(form, name) : "";
        tell(form, WORDS.kept() + more, { name });
      });
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const button = event.submitter && event.submitter.name ? [event.submitter.name, event.submitter.value] : null;
        keep(form, { button });
        deliver(form);
      });
    }
  };

  const goAgain = () => {
    for (const form of document.querySelectorAll("form[data-draft]")) {
      const draft = read(nameOf(form));
      if (draft && draft.waiting) deliver(form);
    }
  };

  photos.forgetBefore(Date.now() - DAYS_KEPT * 86400000);
  begin();
  window.addEventListener("online", goAgain);
})();
