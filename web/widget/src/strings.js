// Every sentence a customer can read. A shop overrides any of them: data-text-<key> on the script
// tag, or Goeswith.setStrings({key: "…"}). {name} marks are filled in.

export const STRINGS = {
  title: "Shop assistant",
  subtitle: "A program, not a person",
  withPerson: "You are talking to a person now",
  withPersonNamed: "{name}, a person, is with you",
  open: "Chat with the shop assistant",
  close: "Close the chat",
  menu: "More options",
  hello: "Hello. I'm the shop's assistant, a program. Tell me what you need, or what went wrong; a colleague takes over whenever you ask.",
  starters: "Help me choose|Where is my order?|I need to return something",
  placeholder: "Write a message",
  send: "Send",
  log: "Conversation",
  replies: "Suggested replies",
  you: "You",
  assistant: "Assistant",
  agent: "Our colleague",
  agentNamed: "{name}, our colleague",
  system: "Note",
  writing: "Assistant is writing",
  newMessages: "New messages",
  unread: "{n} unread",
  inStock: "In stock",
  outOfStock: "Out of stock",
  add: "Add to basket",
  addNamed: "Add {name} to basket",
  sayAdd: "Add the {name} to my basket",
  complement: "Goes with it",
  bundle: "Cheaper together",
  service: "Done for you",
  upgrade: "One step up",
  refill: "To refill",
  partner: "From a partner of ours",
  essential: "Needed for it to work",
  optional: "Optional",
  price: "Price",
  before: "before",
  total: "New total",
  accept: "Add",
  decline: "No thanks",
  stop: "Stop suggesting",
  accepted: "Added to your basket",
  declined: "Left out",
  stopped: "No more suggestions",
  closed: "No longer open",
  failed: "That did not go through. Try again in a moment.",
  sending: "Sending",
  waiting: "Not sent yet, trying again",
  refused: "Not sent",
  queued: "Your message is safe. I'll answer as soon as I can think again.",
  offline: "You are offline. What you write is kept and sent when you are back.",
  trouble: "The line is shaky. What you write is kept and sent.",
  tooFast: "One moment, that was quick. Sending in {n} s.",
  inQueue: "A colleague will be with you. You can go on writing.",
  callback: "A colleague will contact you.",
  person: "Talk to a person",
  sayPerson: "I'd like to talk to a person",
  quiet: "No more suggestions",
  sayQuiet: "No more suggestions, please",
  data: "Download my data",
  dataFile: "my-data.json",
  erase: "Delete this conversation",
  eraseAsk: "Delete this conversation for good? Nobody can bring it back.",
  eraseYes: "Delete",
  eraseNo: "Keep",
  erased: "The conversation is deleted.",
  ended: "The earlier conversation is no longer there. This is a new one.",
};

/** A function of (key, values) giving the shop's wording of that key, with its marks filled in. */
export function wording(overrides) {
  return (key, values = {}) =>
    String(overrides[key] ?? STRINGS[key] ?? "").replace(/\{(\w+)\}/g, (_, mark) => values[mark] ?? "");
}

/** The strings set as data-text-<key> on the script tag. */
export function wordsFromTag(dataset) {
  const words = {};
  for (const key of Object.keys(STRINGS)) {
    const said = dataset["text" + key[0].toUpperCase() + key.slice(1)];
    if (said !== undefined) words[key] = said;
  }
  return words;
}
