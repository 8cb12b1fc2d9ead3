import { spawnSync } from 'node:child_process';

type Process = { pid: number; command: string };

/** Every process below this one, children first. */
export function descendantsOf(pid: number): number[] {
  return processesBelow(pid).map((process) => process.pid);
}

/** Those of them whose command line has this in it. */
export function programsBelow(pid: number, part: string): number[] {
  return processesBelow(pid)
    .filter(({ command }) => command.includes(part))
    .map((process) => process.pid);
}

function processesBelow(pid: number): Process[] {
  const { stdout } = spawnSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const below = (parent: number): Process[] =>
    rows
      .filter(([, of]) => Number(of) === parent)
      .flatMap(([child, , ...words]) => [{ pid: Number(child), command: words.join(' ') }, ...below(Number(child))]);
  return below(pid);
}

/** The command line of a process, empty when it has ended. */
export function commandOf(pid: number): string {
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

export function residentBytesOf(pid: number): number {
  return Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout) * 1024;
}
