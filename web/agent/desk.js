// What only the browser can do for the desk: sound, notices, shortcuts, and keeping the log at its end.
window.goeswithDesk = {
  waiting(count, rose) {
    document.title = count ? `(${count}) Desk` : "Desk";
    if (!rose) return;
    this.beep();
    if (document.hidden && window.Notification?.permission === "granted") {
      new Notification("A customer is waiting", { body: `${count} waiting`, tag: "goeswith-desk" });
    }
  },
  beep() {
    try {
      const sound = new AudioContext();
      const tone = sound.createOscillator();
      const volume = sound.createGain();
      tone.frequency.value = 660;
      volume.gain.setValueAtTime(0.08, sound.currentTime);
      volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + 0.35);
      tone.connect(volume).connect(sound.destination);
      tone.start();
      tone.stop(sound.currentTime + 0.35);
    } catch (error) {
      console.info("No sound here", error);
    }
  },
  ask() {
    window.Notification?.requestPermission();
    this.beep();
  },
  toEnd() {
    document.querySelectorAll(".log").forEach((log) => (log.scrollTop = log.scrollHeight));
  },
  tool() {
    document.querySelectorAll(".right").forEach((tools) => (tools.scrollTop = 0));
    this.toEnd();
  },
  chosen(id) {
    history.replaceState(null, "", id ? `/agent?handoff=${encodeURIComponent(id)}` : "/agent");
  },
  // Right after a claim the line is still on its way from the server.
  write(tries = 60) {
    const line = document.querySelector(".composer textarea");
    if (line) {
      line.focus();
      // The line took its room from the log.
      this.toEnd();
    } else if (tries) setTimeout(() => this.write(tries - 1), 50);
  },
};
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || !/^(Key|Digit|Slash)/.test(event.code)) return;
  event.preventDefault();
  if (event.code === "KeyW") goeswithDesk.write(0);
  else emitEvent("desk-key", event.code);
});
