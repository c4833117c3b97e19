// The panel's frame: header, menu, banner, log, replies, composer. It knows nodes, not the network.

import { el, icon } from "./dom.js";
import { Menu } from "./menu.js";

const CHAT = "M4 5.5h16v11H12l-4.5 3.5v-3.5H4zM8.5 9.5h7M8.5 12.5h4.5";
const PERSON = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5";
const DOTS = "M12 5.5v.01M12 12v.01M12 18.5v.01";
const CROSS = "M6 6l12 12M18 6L6 18";
const ARROW = "M12 19V5M6 11l6-6 6 6";
const LONGEST = 4000;

export class Panel {
  /** `act`: open(), close(), say(text), erase() → promise of success, reset. */
  constructor(t, act) {
    Object.assign(this, { t, act });
    this.badge = el("span", { class: "badge", hidden: true, "aria-hidden": "true" });
    this.launcher = el(
      "button",
      { class: "launcher", "aria-haspopup": "dialog", onclick: () => act.open() },
      icon(CHAT),
      this.badge,
    );
    this.news = el("div", { class: "sr", role: "status" });
    this.node = this.frame();
  }

  frame() {
    const { t } = this;
    this.title = el("h2", { text: t("title"), id: "title" });
    this.subtitle = el("p", { text: t("subtitle"), id: "subtitle" });
    this.mark = el("div", { class: "mark" }, icon(CHAT));
    this.menu = new Menu(t, this.act, () => this.input.focus());
    this.menuButton = this.tool("menu", DOTS, () => this.menu.toggle());
    this.menuButton.setAttribute("aria-expanded", "false");
    this.menuButton.setAttribute("aria-controls", "menu");
    this.menu.button = this.menuButton;
    this.banner = el("div", { class: "banner", role: "status" });
    this.list = el("div", { role: "log", "aria-live": "polite", "aria-label": t("log") });
    this.typing = el("div", { class: "typing", hidden: true }, el("span", { class: "sr", text: t("writing") }));
    this.extra = el("div", {});
    this.typing.append(el("i"), el("i"), el("i"));
    this.replies = el("div", { class: "replies", role: "group", "aria-label": t("replies"), hidden: true });
    this.scroll = el(
      "div",
      { class: "scroll", tabIndex: 0, role: "region", "aria-label": t("log"), onscroll: () => this.scrolled() },
      this.list,
      this.typing,
      this.extra,
      this.replies,
    );
    this.jump = el("button", {
      class: "jump",
      text: t("newMessages"),
      hidden: true,
      onclick: () => this.toEnd(),
    });
    return el(
      "section",
      {
        class: "panel",
        role: "dialog",
        "aria-labelledby": "title",
        "aria-describedby": "subtitle",
        hidden: true,
        onkeydown: (event) => this.key(event),
      },
      el(
        "div",
        { class: "head" },
        this.mark,
        el("div", { class: "who" }, this.title, this.subtitle),
        this.menuButton,
        this.tool("close", CROSS, () => this.act.close()),
      ),
      this.menu.node,
      this.banner,
      this.scroll,
      this.jump,
      this.composer(),
    );
  }

  tool(word, path, onclick) {
    return el("button", { class: "tool", "aria-label": this.t(word), onclick }, icon(path));
  }

  composer() {
    const { t } = this;
    this.input = el("textarea", {
      rows: 1,
      maxLength: LONGEST,
      placeholder: t("placeholder"),
      dir: "auto",
      enterKeyHint: "send",
      "aria-label": t("placeholder"),
      oninput: () => {
        this.grow();
        this.act.typing();
      },
      onkeydown: (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
        event.preventDefault();
        this.submit();
      },
    });
    this.sendButton = el("button", { class: "send", type: "submit", "aria-label": t("send"), "aria-disabled": "true" }, icon(ARROW));
    return el(
      "form",
      {
        onsubmit: (event) => {
          event.preventDefault();
          this.submit();
        },
      },
      this.input,
      this.sendButton,
    );
  }

  submit() {
    const text = this.input.value;
    this.input.focus();
    if (!text.trim()) return;
    this.input.value = "";
    this.grow();
    this.act.say(text);
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = Math.min(132, this.input.scrollHeight + 2) + "px";
    this.sendButton.setAttribute("aria-disabled", String(!this.input.value.trim()));
  }

  key(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      if (!this.menu.hide(true)) this.act.close();
    } else if (event.key === "Tab" && this.sheet) this.keepFocus(event);
  }

  /** On a phone the panel covers the page, so that focus must not wander behind it. */
  keepFocus(event) {
    const all = [...this.node.querySelectorAll("button,a[href],textarea,[tabindex='0']")];
    const usable = all.filter((node) => !node.disabled && node.getClientRects().length);
    const [edge, other] = event.shiftKey ? [usable[0], usable.at(-1)] : [usable.at(-1), usable[0]];
    if (this.node.getRootNode().activeElement !== edge) return;
    event.preventDefault();
    other.focus();
  }

  get sheet() {
    return matchMedia("(max-width:520px)").matches;
  }

  get isOpen() {
    return !this.node.hidden;
  }

  setOpen(open, focus) {
    this.node.hidden = !open;
    this.launcher.hidden = open;
    this.menu.hide();
    if (this.sheet && open) this.node.setAttribute("aria-modal", "true");
    else this.node.removeAttribute("aria-modal");
    if (open) this.toEnd();
    if (open && focus) this.cameFrom = document.activeElement;
    const back = this.cameFrom?.matches("a,button,input") ? this.cameFrom : this.launcher;
    if (focus) (open ? this.input : back).focus({ preventScroll: true });
  }

  unread(n) {
    this.badge.hidden = !n;
    this.badge.textContent = n > 9 ? "9+" : String(n);
    this.launcher.setAttribute("aria-label", [this.t("open"), ...(n ? [this.t("unread", { n })] : [])].join(", "));
  }

  /** Who is on the other side: a program, or a person with that name. */
  speaker(person, name) {
    const { t } = this;
    this.node.classList.toggle("live", person);
    this.mark.replaceChildren(icon(person ? PERSON : CHAT));
    this.subtitle.textContent = person
      ? name ? t("withPersonNamed", { name }) : t("withPerson")
      : t("subtitle");
  }

  say(banner) {
    if (this.banner.textContent !== banner) this.banner.textContent = banner;
  }

  suggest(replies, pick) {
    const mark = JSON.stringify(replies);
    if (mark === this.suggested) return;
    this.suggested = mark;
    const held = this.replies.contains(this.node.getRootNode().activeElement);
    this.replies.replaceChildren(
      ...replies.map((reply) =>
        el("button", { text: reply.title, dir: "auto", onclick: () => pick(reply) }),
      ),
    );
    this.replies.hidden = !replies.length;
    if (held) this.input.focus();
  }

  get atEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroll;
    return scrollHeight - scrollTop - clientHeight < 60;
  }

  scrolled() {
    if (this.atEnd) this.jump.hidden = true;
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.jump.hidden = true;
  }

  /** Shows what is new from its beginning: as far down as keeps `from` in sight. */
  follow(from) {
    const room = this.scroll.scrollHeight - this.scroll.clientHeight;
    const top = from ? from.offsetTop - this.scroll.offsetTop - 8 : room;
    this.scroll.scrollTop = Math.min(room, Math.max(top, 0));
    this.jump.hidden = true;
  }
}
