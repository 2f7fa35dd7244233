// Refreshes with tuf-js and downloads one file, once for every line "refresh" that it reads.
// Says `accepted HASH` or `refused ERROR`.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Updater } from 'tuf-js';

const [metadataDir, targetDir, base, target] = process.argv.slice(2);

async function once() {
  const updater = new Updater({
    metadataDir,
    targetDir,
    metadataBaseUrl: `${base}/v1/trust`,
    targetBaseUrl: `${base}/v1/targets`,
    config: { fetchRetries: 0, fetchTimeout: 10000 },
  });
  await updater.refresh();
  const info = await updater.getTargetInfo(target);
  if (info === undefined) {
    return 'refused NotListed';
  }
  const path = await updater.downloadTarget(info, `${targetDir}/downloaded`);
  return `accepted ${createHash('sha256').update(await readFile(path)).digest('hex')}`;
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'refresh') {
    try {
      console.log(await once());
    } catch (error) {
      console.log(`refused ${error.constructor.name}`);
    }
  }
}
