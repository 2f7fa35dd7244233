// Asks whether the text has changed, and shows the page again when it has.
const seen = document.body.dataset.stamp;
const look = async () => {
  try {
    const answer = await fetch("/changes?" + seen);
    if (answer.ok && (await answer.text()) !== seen) {
      location.reload();
      return;
    }
    look();
  } catch {
    setTimeout(look, 2000);
  }
};
look();
