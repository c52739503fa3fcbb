import type { Deployment, DeviceDeployment, DeviceDeploymentStatus } from '../api/types.ts';
import { face, type Tone } from './device-deployment.ts';

/** A part of a bar. */
export interface Segment {
  readonly tone: Tone;
  /** Part of the whole, 0 to 1. */
  readonly share: number;
}

/** A deployment in numbers. */
export interface Tally {
  readonly total: number;
  readonly done: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  readonly aborted: number;
  readonly active: number;
  readonly waiting: number;
}

const GROUPS: Readonly<Record<DeviceDeploymentStatus, keyof Omit<Tally, 'total' | 'done'>>> = {
  success: 'succeeded',
  'already-installed': 'succeeded',
  failure: 'failed',
  noartifact: 'skipped',
  decommissioned: 'aborted',
  aborted: 'aborted',
  pending: 'waiting',
  downloading: 'active',
  installing: 'active',
  rebooting: 'active',
  pause_before_installing: 'active',
  pause_before_rebooting: 'active',
  pause_before_committing: 'active',
};

/** From the statistics, not from a list of devices, which for a large deployment is only the first page. */
export function tally(deployment: Deployment): Tally {
  const sums = { succeeded: 0, failed: 0, skipped: 0, aborted: 0, active: 0, waiting: 0 };
  for (const [status, number] of Object.entries(deployment.statistics?.status ?? {}) as [DeviceDeploymentStatus, number][]) {
    const group = GROUPS[status];
    if (group !== undefined) sums[group] += number;
  }
  const done = sums.succeeded + sums.failed + sums.skipped + sums.aborted;
  const known = done + sums.active + sums.waiting;
  const total = Math.max(known, deployment.device_count ?? 0);
  return { ...sums, done, total, waiting: sums.waiting + total - known };
}

export function isActive(deployment: Deployment): boolean {
  return deployment.status !== 'finished';
}

export interface StatusLabel {
  readonly label: string;
  readonly tone: Tone;
}

export function statusLabel(deployment: Deployment, sum: Tally): StatusLabel {
  if (isActive(deployment)) {
    return sum.active + sum.done === 0
      ? { label: 'Waiting', tone: 'warn' }
      : { label: 'In progress', tone: sum.failed > 0 ? 'warn' : 'accent' };
  }
  if (sum.failed > 0) return { label: sum.failed === sum.total ? 'Failed' : `${sum.failed} failed`, tone: 'bad' };
  if (sum.aborted > 0) return { label: 'Aborted', tone: 'idle' };
  if (sum.succeeded === 0) return { label: 'Nothing to install', tone: 'warn' };
  return { label: 'Finished', tone: 'good' };
}

/** How far the deployment is: what ended, and the way that the devices at work have made. All parts of 1. */
export function shares(sum: Tally, deviceDeployments: readonly DeviceDeployment[], way: (row: DeviceDeployment) => number): readonly Segment[] {
  if (sum.total === 0) return [];
  const working = deviceDeployments.filter((row) => !face(row.status).final && row.status !== 'pending');
  const mean = working.length === 0 ? 0 : working.reduce((all, row) => all + way(row), 0) / working.length;
  return [
    { tone: 'good', share: sum.succeeded / sum.total },
    { tone: 'bad', share: sum.failed / sum.total },
    { tone: 'warn', share: sum.skipped / sum.total },
    { tone: 'idle', share: sum.aborted / sum.total },
    { tone: 'accent', share: (sum.active * mean) / sum.total },
  ];
}

export function wholeOf(segments: readonly Segment[]): number {
  return Math.min(1, segments.reduce((sum, each) => sum + each.share, 0));
}
