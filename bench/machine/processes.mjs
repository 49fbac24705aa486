// What Linux says in /proc about processes and the machine.
import { readdirSync, readFileSync } from 'node:fs';

/** The process and everything below it. */
function processTree(processId) {
  const found = [processId];
  for (const parent of found)
    for (const task of namesIn(`/proc/${parent}/task`))
      found.push(...wordsOf(`/proc/${parent}/task/${task}/children`).map(Number));
  return found;
}

/** Processor time used so far by these processes and everything below them, in seconds. */
export function processorSeconds(processIds) {
  let nanoseconds = 0;
  for (const id of processIds.flatMap(processTree))
    for (const task of namesIn(`/proc/${id}/task`))
      nanoseconds += Number(wordsOf(`/proc/${id}/task/${task}/schedstat`)[0] ?? 0);
  return nanoseconds / 1e9;
}

/** Processor time of the children of a process that have ended, in seconds. */
export function endedChildrenSeconds(processId) {
  // After the name in brackets, which may hold blanks, the 14th and 15th word; in hundredths on every Linux.
  const words = textOf(`/proc/${processId}/stat`).split(') ').at(-1).split(' ');
  return words.length > 14 ? (Number(words[13]) + Number(words[14])) / 100 : 0;
}

/** The process that started this one. */
export function parentOf(processId) {
  return Number(/^PPid:\s+(\d+)/m.exec(textOf(`/proc/${processId}/status`))?.[1] ?? 0);
}

/** Resident memory of these processes and everything below them, in megabytes. */
export function residentMegabytes(processIds) {
  let kilobytes = 0;
  for (const id of processIds.flatMap(processTree))
    kilobytes += Number(/^VmRSS:\s+(\d+)/m.exec(textOf(`/proc/${id}/status`))?.[1] ?? 0);
  return kilobytes / 1024;
}

/** Processor time that the whole machine has been busy since it started, all cores together, in seconds. */
export function machineSeconds() {
  const [, user, nice, system, , , interrupts, softInterrupts, stolen] = textOf('/proc/stat')
    .split('\n')[0]
    .split(/\s+/)
    .map(Number);
  return (user + nice + system + interrupts + softInterrupts + stolen) / 100;
}

function textOf(path) {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // The process has ended meanwhile.
  }
}

function wordsOf(path) {
  return textOf(path).split(/\s+/).filter(Boolean);
}

function namesIn(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
