// Takes the README's picture of a change in review: decided on in its own editor, with VS Code's peek at what was removed.
import path from 'node:path';
import { root } from '../../scripts/workbench/paths.mjs';
import { simulatorKey } from '../simulator/simulator.ts';
import { startWorkbench } from './driver/workbench.ts';
import { ScriptedEndpoint } from './journeys/reviewEndpoint.ts';
import { ReviewPage } from './journeys/reviewPage.ts';

const answer = `  add(name: string, price: number, count = 1): void {
    if (count < 1) {
      throw new RangeError('A cart takes one at least.');
    }
    const before = this.lines.get(name);
    this.lines.set(name, { name, price, count: (before?.count ?? 0) + count });
  }

  remove(name: string): boolean {
    return this.lines.delete(name);
  }

  total(): number {
    return [...this.lines.values()].reduce((sum, { price, count }) => sum + price * count, 0);
  }
`;

const endpoint = await ScriptedEndpoint.start();
const workbench = await startWorkbench({
  viewport: { width: 1000, height: 640 },
  theme: 'Default Dark Modern',
  settings: { 'lathe.endpoints': { ModelsLab: { baseUrl: endpoint.baseUrl } }, 'editor.minimap.enabled': false },
  env: { MODELSLAB_API_KEY: simulatorKey },
});
try {
  const { window } = workbench;
  const review = new ReviewPage(window);
  await window.editor.open('src/cart.ts');
  await window.runCommand('View: Toggle Primary Side Bar Visibility');
  await review.edit(11, 26, 'refuse counts below one, and say it shorter');
  const asked = await endpoint.next();
  asked.say(`\`\`\`ts\n${answer}\`\`\``);
  asked.finish();
  await review.lens('Accept All').waitFor();
  await review.lens('Show Removed').last().click();
  await review.peek.getByText('let sum = 0').first().waitFor();
  await window.page.mouse.move(990, 630);
  await window.page.screenshot({ path: path.join(root, 'docs', 'review.png') });
} finally {
  await workbench.close();
  await endpoint.close();
}
