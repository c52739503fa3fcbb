import type { Device, Json, Key } from '../api/types.ts';
import { ago } from './format.ts';
import { face, label, type Tone } from './device-deployment.ts';

/** How a device is doing. */
export interface Condition {
  readonly label: string;
  readonly tone: Tone;
}

const SILENT_AFTER = 86_400_000;

export function condition(device: Device, now: number): Condition {
  if (device.status === 'pending') return { label: 'Waiting for you', tone: 'warn' };
  if (device.status === 'rejected') return { label: 'Rejected', tone: 'bad' };
  if (device.status !== 'accepted') return { label: 'Not yet seen', tone: 'idle' };
  const latest = device.job;
  if (latest !== undefined && isUpdating(device)) return { label: label(latest), tone: face(latest.status).tone };
  if (isSilent(device, now)) return { label: `Silent, ${ago(device.check_in_time ?? '', now)}`, tone: 'idle' };
  if (latest?.status === 'pending') return { label: 'Update waiting', tone: 'accent' };
  if (latest?.status === 'failure') return { label: 'Update failed', tone: 'bad' };
  if (latest?.status === 'success' || latest?.status === 'already-installed') return { label: 'Up to date', tone: 'good' };
  return { label: 'Accepted', tone: 'good' };
}

export function isUpdating(device: Device): boolean {
  return device.job !== undefined && !face(device.job.status).final && device.job.status !== 'pending';
}

export function isSilent(device: Device, now: number): boolean {
  return device.check_in_time !== undefined && now - Date.parse(device.check_in_time) > SILENT_AFTER;
}

export function identity(device: Device): string {
  return Object.entries(device.identity_data).map(([key, value]) => `${key} ${text(value)}`).join(', ');
}

/** What the name does not say yet: the other identity attributes, or else which attribute the name is. */
export function otherIdentity(device: Device): string {
  const entries = Object.entries(device.identity_data).map(([key, value]) => [key, text(value)] as const);
  const others = entries.filter(([, value]) => value !== device.name);
  return others.length > 0
    ? others.map(([key, value]) => `${key} ${value}`).join(', ')
    : `known by its ${entries.map(([key]) => key).join(' and ')}`;
}

export function text(value: Json): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(text).join(', ') : JSON.stringify(value);
}

/** The keys that wait for a decision, the oldest first. */
export function waiting(device: Device): readonly Key[] {
  return device.keys.filter((key) => key.status === 'pending');
}

/** What a person compares: the whole digest in groups, as it is on the device. */
export function fingerprint(key: Key): string {
  return key.fingerprint.replace(/(.{4})(?=.)/g, '$1 ');
}

export function matches(device: Device, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  const has = (value: string | undefined) => value?.toLowerCase().includes(wanted) === true;
  return [device.name, device.id, ...device.columns.map((column) => column.value), identity(device)].some(has);
}

/** Devices by the release they run, the most frequent first. */
export function versions(devices: readonly Device[]): ReadonlyArray<readonly [string, number]> {
  const counts = new Map<string, number>();
  for (const device of devices) {
    if (device.status !== 'accepted') continue;
    const version = device.artifact_name ?? 'unknown';
    counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
