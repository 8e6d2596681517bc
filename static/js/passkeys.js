// form[data-passkey]: asks the browser for a passkey (get) or to make one (create), and sends its answer with the form.
// What to ask for stands in data-passkey-options, or is fetched from the address in data-passkey-from.

const decode = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0)).buffer;
};

const encode = (buffer) => {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};

const withBytes = (listed = []) => listed.map((one) => ({ ...one, id: decode(one.id) }));

const creation = (publicKey, alone) => ({
  ...publicKey,
  challenge: decode(publicKey.challenge),
  user: { ...publicKey.user, id: decode(publicKey.user.id) },
  excludeCredentials: withBytes(publicKey.excludeCredentials),
  authenticatorSelection: {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  },
});

const request = (publicKey) => ({
  ...publicKey,
  challenge: decode(publicKey.challenge),
  allowCredentials: withBytes(publicKey.allowCredentials),
});

// Every field of the answer that holds bytes; the others are text already.
const plainly = (credential) => {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = encode(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
};

const options = async (form) => {
  if (!form.dataset.passkeyFrom) return JSON.parse(form.dataset.passkeyOptions);
  const answer = await fetch(form.dataset.passkeyFrom, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status === 429 ? "That was too often. Wait a minute, then try again." : "");
  return (await answer.json()).request_options;
};

const ask = async (form) => {
  const { publicKey } = await options(form);
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: creation(publicKey, form.elements.passwordless?.checked ?? false) })
    : navigator.credentials.get({ publicKey: request(publicKey) });
};

const WORDS = {
  NotAllowedError: "No passkey was used. Try again, or go another way.",
  InvalidStateError: "This device holds a passkey for your account already.",
  SecurityError: "Passkeys need the studio’s own name in the address, such as https://studio.example or http://localhost.",
};

const tell = (error) => {
  const box = document.querySelector("[data-passkey-trouble]");
  box.querySelector("p").textContent = WORDS[error.name] ?? (error.message || "That did not work. Try again.");
  box.hidden = false;
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-passkey]")) return;
  event.preventDefault();
  document.querySelector("[data-passkey-trouble]").hidden = true;
  if (!window.PublicKeyCredential) {
    tell({ message: "This browser knows no passkeys, or the studio is not opened by https or localhost." });
    return;
  }
  event.submitter?.setAttribute("aria-busy", "true");
  try {
    form.elements.credential.value = JSON.stringify(plainly(await ask(form)));
    form.submit();
  } catch (error) {
    tell(error);
    event.submitter?.removeAttribute("aria-busy");
  }
});
