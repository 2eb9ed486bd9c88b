import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cluster } from './cluster';
import { EngineNode } from './engine-node';
import { dumpInForce } from './in-force';
import { answersOf, type Told } from './questions';

const emptied = 'sqlite:';

/**
 * What the nodes keep and answer is, byte for byte, what a new engine keeps and answers that builds everything from the log
 * into a store of its own. Returns one line for each difference.
 *
 * @param head the log's newest position
 */
export async function checkReadModels(cluster: Cluster, told: Told, head: string): Promise<string[]> {
  const folder = join(cluster.folder, `rebuilt-${cluster.nodes.length}`);
  await mkdir(folder);
  const options = { name: 'rebuilt', readStore: emptied, logPort: cluster.log.port, folder };
  const rebuilt = await EngineNode.start(options);
  const differences: string[] = [];
  try {
    await rebuilt.ready();
    const right = await answersOf(rebuilt.url, told, head);
    for (const { name, url } of cluster.nodes) {
      const answers = await answersOf(url, told, head);
      for (const [question, answer] of right)
        if (answers.get(question) !== answer)
          differences.push(
            `${name} answers ${question} with ${answers.get(question) ?? ''}, not with ${answer}`,
          );
    }
  } finally {
    await rebuilt.stop();
  }
  const right = await dumpInForce(emptied, folder);
  const found = await dumpInForce(cluster.readStore, folder);
  for (const [name, lines] of right) differences.push(...differing(name, found.get(name) ?? [], lines));
  return differences;
}

function differing(name: string, found: readonly string[], right: readonly string[]): string[] {
  if (found.join('\n') === right.join('\n')) return [];
  const [has, should] = [new Set(found), new Set(right)];
  return [
    ...found
      .filter((line) => !should.has(line))
      .map((line) => `${name} holds what a rebuild does not: ${line}`),
    ...right.filter((line) => !has.has(line)).map((line) => `${name} lacks: ${line}`),
    `${name} differs from a rebuild.`,
  ];
}
