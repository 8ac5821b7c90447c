/* Keeps on this device the photographs that were chosen into a form, beside its draft, until they have arrived.

   localStorage holds texts only, so they lie in IndexedDB, under the name of the draft. They are put back into the
   form's own controls: what is sent is what stands there, and whoever looks sees which photographs go along. */
"use strict";
window.quhengPhotos = (() => {
  const STORE = "photos";

  const open = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open("quheng", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

  /* Do something with the store, as a whole or not at all. */
  const within = async (mode, act) => {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(STORE, mode);
        const asked = act(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(asked.result);
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
      });
    } finally { database.close(); }
  };

  const controls = (form) => [...form.querySelectorAll("input[type=file]")];

  /* What is chosen in a form, as pairs: a control that takes several stands several times. */
  const chosen = (form) => controls(form).flatMap((control) => [...control.files].map((file) => [control.name, file]));

  const putInto = (form, pairs) => {
    for (const control of controls(form)) {
      const files = pairs.filter(([name]) => name === control.name).map(([, file]) => file);
      if (!files.length) continue;
      const basket = new DataTransfer();
      for (const file of files) basket.items.add(file);
      control.files = basket.files;
    }
  };

  const forget = async (name) => {
    try { await within("readwrite", (store) => store.delete(name)); } catch { /* nothing to forget */ }
  };

  /* Keep what is chosen; false where the device is full or forbids it. */
  const keep = async (form, name) => {
    const pairs = chosen(form);
    if (!pairs.length) { await forget(name); return true; }
    try {
      await within("readwrite", (store) => store.put({ at: Date.now(), pairs }, name));
      return true;
    } catch { return false; }
  };

  /* Put back what was kept. */
  const restore = async (form, name) => {
    if (!controls(form).length) return;
    try {
      const kept = await within("readonly", (store) => store.get(name));
      if (kept) putInto(form, kept.pairs);
    } catch { /* it stays a plain form */ }
  };

  /* Forget all that is older than a moment, also of forms that nobody opens again. */
  const forgetBefore = async (moment) => {
    try {
      await within("readwrite", (store) => {
        const asked = store.openCursor();
        asked.onsuccess = () => {
          const cursor = asked.result;
          if (!cursor) return;
          if (cursor.value.at < moment) cursor.delete();
          cursor.continue();
        };
        return asked;
      });
    } catch { /* nothing to forget */ }
  };

  return { chosen, forget, forgetBefore, keep, putInto, restore };
})();
