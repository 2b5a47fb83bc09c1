/** One page and its script, without a build: it goes when the local Slack and mailbox come. */
export const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Channel sandbox</title>
<link rel="icon" href="/favicon.svg">
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 48rem; margin: 0 auto; padding: 1rem; }
  section, article, form, fieldset { margin: 1rem 0; }
  article, fieldset { border: 1px solid GrayText; border-radius: 8px; padding: .75rem 1rem; }
  h2 { font-size: 1.15rem; margin: 0; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: .25rem 0 .75rem; }
  button, input, select, textarea { font: inherit; padding: .35rem .6rem; margin: .15rem .25rem .15rem 0; min-height: 2.5rem; }
  textarea { display: block; width: 100%; box-sizing: border-box; }
  small { opacity: .8; } .from-person { border-left: 4px solid Highlight; padding-left: .75rem; }
</style>
<main>
  <h1>Channel sandbox</h1>
  <p>Email and Slack of this machine. Nothing leaves it: read here what Parley sent, and answer as its reader.</p>
  <p role="status" id="status"></p>
  <label>Reader <select id="reader"><option value="">everybody</option></select></label>
  <div id="threads"></div>
  <form id="write"><fieldset><legend>Write out of the blue</legend>
    <label>By <select name="channel"></select></label>
    <label>from <input name="from" required placeholder="mira@example.org"></label>
    <textarea name="text" required rows="2" aria-label="Text"></textarea><button>Send</button>
  </fieldset></form>
  <form id="faults"><fieldset><legend>Misbehave</legend>
    <label>Channel <select name="channel"></select></label>
    <label>fault <select name="kind"></select></label>
    <label>times <input name="times" value="1" size="6" pattern="[0-9]+|always"></label>
    <label>ms <input name="ms" value="2000" size="6" inputmode="numeric"></label>
    <button>Add</button> <button type="button" id="clear">Clear all</button>
    <p id="pending"></p>
  </fieldset></form>
</main>
<script src="/sandbox/page.js" type="module"></script>
</html>`;

export const SCRIPT = `
const at = (id) => document.getElementById(id);
const el = (tag, text, props = {}) => Object.assign(document.createElement(tag), { textContent: text }, props);
const say = (text) => { at('status').textContent = text; };
let shown = '';

async function post(path, body, method = 'POST') {
  const response = await fetch('/sandbox/' + path, {
    method, headers: { 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }),
  });
  const problem = response.ok ? null : await response.json();
  say(problem ? problem.detail : 'Done.');
  await refresh();
  return response.ok;
}

/** One payload as this channel sends it; the same one again is a duplicate. */
const raw = (kind, from, over) => ({ id: crypto.randomUUID(), time: new Date().toISOString(), kind, from, thread: null, inReplyTo: null, ...over });
const send = (channel, payload) => post(channel + '/inbound', payload);

function outgoing(channel, message) {
  const box = el('div');
  const reply = { thread: message.threadId, inReplyTo: message.key };
  const button = (label, kind, over) =>
    box.append(el('button', label, { type: 'button', onclick: () => send(channel, raw(kind, message.address, { ...reply, ...over })) }));
  box.append(el('small', new Date(message.time).toLocaleString() + (message.operation === 'update' ? ', rewritten' : '')), el('pre', message.text));
  for (const control of message.controls)
    button(control.label, 'button', { about: message.about, answer: control.answer, text: control.label });
  if (message.about) {
    button('Out of office', 'auto_reply');
    button('Bounce', 'bounce', { reason: 'The mailbox is full.' });
  }
  return box;
}

function incoming(channel, payload) {
  const box = el('div', '', { className: 'from-person' });
  box.append(el('small', payload.from + ', ' + new Date(payload.time).toLocaleString()), el('pre', payload.text ?? payload.reason ?? payload.kind));
  box.append(el('button', 'Send the same again', { type: 'button', onclick: () => send(channel, payload) }));
  return box;
}

function replyForm(channel, last) {
  const form = el('form');
  const text = el('textarea', '', { rows: 2, required: true, ariaLabel: 'Reply as ' + last.address });
  const from = el('input', '', { value: last.address, ariaLabel: 'From' });
  form.append(text, from, el('button', 'Reply'));
  form.onsubmit = (event) => {
    event.preventDefault();
    send(channel, raw('text', from.value, { thread: last.threadId, inReplyTo: last.key, text: text.value })).then((ok) => { if (ok) text.value = ''; });
  };
  return form;
}

/** Newest thread first, its messages in their order. */
function threads({ channels }, reader) {
  const found = channels.flatMap(({ name, messages, heard }) => {
    const groups = Map.groupBy(messages.filter((message) => !reader || message.address === reader), (message) => message.threadId);
    return [...groups].map(([id, sent]) => ({ name, id, sent, heard: heard.filter((payload) => payload.thread === id) }));
  });
  return found.sort((a, b) => b.sent.at(-1).time.localeCompare(a.sent.at(-1).time));
}

function draw(state) {
  at('threads').replaceChildren(...threads(state, at('reader').value).map(({ name, sent, heard }) => {
    const article = el('article');
    const last = sent.at(-1);
    const lines = [...sent.map((m) => [m.time, outgoing(name, m)]), ...heard.map((p) => [p.time, incoming(name, p)])];
    lines.sort(([a], [b]) => a.localeCompare(b));
    article.append(el('h2', sent[0].summary), el('small', name + ' to ' + last.address), ...lines.map(([, line]) => line), replyForm(name, last));
    return article;
  }));
  const readers = [...new Set(state.channels.flatMap(({ messages }) => messages.map(({ address }) => address)))];
  const options = (select, values) => {
    const have = new Set([...select.options].map(({ value }) => value));
    select.append(...values.filter((value) => !have.has(value)).map((value) => el('option', value, { value })));
  };
  options(at('reader'), readers);
  for (const form of [at('write'), at('faults')]) options(form.channel, state.channels.map(({ name }) => name));
  options(at('faults').kind, state.faultKinds);
  at('pending').textContent = state.channels.flatMap(({ name, faults }) => faults.map(({ fault, times }) => name + ': ' + fault.kind + ' × ' + times)).join(', ');
}

async function refresh() {
  const text = await (await fetch('/sandbox/state')).text();
  // Not under somebody's fingers: what they have begun to write stays.
  const writing = [...document.querySelectorAll('#threads textarea')].some(({ value }) => value);
  if (text === shown || writing) return;
  shown = text;
  draw(JSON.parse(text));
}

at('reader').onchange = () => { shown = ''; refresh(); };
at('write').onsubmit = (event) => {
  event.preventDefault();
  const { channel, from, text } = event.target;
  send(channel.value, raw('text', from.value, { text: text.value })).then((ok) => { if (ok) text.value = ''; });
};
at('faults').onsubmit = (event) => {
  event.preventDefault();
  const { channel, kind, times, ms } = event.target;
  const wait = kind.value === 'hang' ? { afterMs: Number(ms.value) } : kind.value === 'rate_limited' ? { retryAfterMs: Number(ms.value) } : {};
  post(channel.value + '/faults', { kind: kind.value, times: times.value === 'always' ? 'always' : Number(times.value), ...wait });
};
at('clear').onclick = () => { for (const { value } of at('faults').channel.options) post(value + '/faults', null, 'DELETE'); };
refresh();
setInterval(refresh, 1500);
`;
