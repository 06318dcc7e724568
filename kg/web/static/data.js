// What the page holds.

const data = JSON.parse(document.getElementById('data').textContent);
