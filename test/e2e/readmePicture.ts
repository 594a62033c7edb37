// Takes the README's picture: a conversation in the panel, beside the file it is about.
import path from 'node:path';
import { root } from '../../scripts/workbench/paths.mjs';
import { atHome } from './journeys/atHome.ts';

/** CSS pixels. */
const panelWidth = 470;

const home = await atHome({
  theme: 'Default Dark Modern',
  viewport: { width: 1280, height: 800 },
  simulator: { tokenDelayMs: 1 },
});
try {
  const { window } = home.workbench;
  const { page } = window;
  await window.editor.open('python/sort.py');
  await window.editor.selectLines(18, 28);
  await window.contextMenu(['Lathe', 'Explain']);
  const chat = await window.chat();
  await chat.finishedAnswer(0);
  const edge = await page.locator('.part.sidebar').boundingBox();
  if (edge) {
    const at = { x: edge.x + edge.width, y: edge.y + edge.height / 2 };
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(edge.x + panelWidth, at.y, { steps: 8 });
    await page.mouse.up();
  }
  await page.mouse.move(900, 700);
  await page.screenshot({ path: path.join(root, 'docs', 'lathe.png') });
} finally {
  await home.close();
}
