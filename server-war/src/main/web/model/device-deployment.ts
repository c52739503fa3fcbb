import type { DeviceDeployment, DeviceDeploymentStatus } from '../api/types.ts';
import { bytes } from './format.ts';

/** How far one device is with one deployment. */

export type Tone = 'good' | 'bad' | 'warn' | 'accent' | 'idle';

interface Face {
  readonly label: string;
  readonly tone: Tone;
  /** Part of the way, 0 to 1, that is done when this status is reported. */
  readonly at: number;
  readonly final: boolean;
}

const FACES: Readonly<Record<DeviceDeploymentStatus, Face>> = {
  pending: { label: 'Waiting', tone: 'idle', at: 0, final: false },
  downloading: { label: 'Downloading', tone: 'accent', at: 0.02, final: false },
  pause_before_installing: { label: 'Paused before install', tone: 'warn', at: 0.8, final: false },
  installing: { label: 'Installing', tone: 'accent', at: 0.82, final: false },
  pause_before_rebooting: { label: 'Paused before reboot', tone: 'warn', at: 0.88, final: false },
  rebooting: { label: 'Rebooting', tone: 'accent', at: 0.9, final: false },
  pause_before_committing: { label: 'Paused before commit', tone: 'warn', at: 0.95, final: false },
  success: { label: 'Success', tone: 'good', at: 1, final: true },
  'already-installed': { label: 'Already installed', tone: 'good', at: 1, final: true },
  failure: { label: 'Failed', tone: 'bad', at: 1, final: true },
  noartifact: { label: 'No matching artifact', tone: 'warn', at: 1, final: true },
  aborted: { label: 'Aborted', tone: 'idle', at: 1, final: true },
  decommissioned: { label: 'Decommissioned', tone: 'idle', at: 1, final: true },
};
const UNKNOWN: Face = { label: 'Unknown', tone: 'idle', at: 0, final: false };
const DOWNLOAD_SHARE = 0.78;

export interface Download {
  readonly percent: number;
  readonly size: string;
  readonly speed: string;
}

/** The numbers that our devices report while they download. Mender's client reports none. */
export function download(row: DeviceDeployment): Download | undefined {
  if (row.status !== 'downloading' || row.percent === undefined) return undefined;
  return {
    percent: row.percent,
    size: row.bytes_total === undefined ? '' : bytes(row.bytes_total),
    speed: row.bytes_per_second === undefined ? '' : `${bytes(row.bytes_per_second)}/s`,
  };
}

export function face(status: DeviceDeploymentStatus): Face {
  return FACES[status] ?? UNKNOWN;
}

export function label(row: DeviceDeployment): string {
  const loaded = download(row);
  return loaded === undefined ? face(row.status).label : `Downloading ${loaded.percent} %`;
}

/** The small line below the status: amounts while downloading, else what the device said. */
export function detail(row: DeviceDeployment): string {
  const loaded = download(row);
  if (loaded === undefined) return row.substate ?? '';
  return [loaded.size, loaded.speed].filter((each) => each !== '').join(' · ');
}

/** 0 to 1. The download fills most of the bar, because it takes most of the time. */
export function progress(row: DeviceDeployment): number {
  const loaded = download(row);
  return loaded === undefined ? face(row.status).at : Math.max(0.02, (DOWNLOAD_SHARE * loaded.percent) / 100);
}

/**
 * A device reports `installing` again after its reboot, when it commits. A bar that runs backwards looks like a
 * mistake, so this remembers the furthest point of each device.
 */
export class HighWater {
  private readonly marks = new Map<string, number>();

  of(row: DeviceDeployment): number {
    const key = `${row.deployment_id} ${row.device_id}`;
    const now = progress(row);
    // A restarted download is real news: from any download the bar follows what is reported.
    const mark = row.status === 'downloading' || row.status === 'pending' ? now : Math.max(now, this.marks.get(key) ?? 0);
    this.marks.set(key, mark);
    return mark;
  }
}

/** The last error of a device's log is why it failed; the line is `<time> <level>: <message>`. */
export function reason(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const errors = lines.filter((line) => /\b(error|fatal|critical)\b:/i.test(line.slice(0, 60)));
  return (errors.at(-1) ?? '').replace(/^.*?\b(?:error|fatal|critical)\b:\s*/i, '');
}
