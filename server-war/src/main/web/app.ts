import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { signOut } from './api/calls.ts';
import { session } from './api/session.ts';
import { empty, pageTop } from './components/bits.ts';
import { icon, type Icon, LOGO } from './components/icons.ts';
import './components/toasts.ts';
import { isActive } from './model/deployment.ts';
import { count } from './model/format.ts';
import './pages/deployment.ts';
import './pages/deployments.ts';
import './pages/device.ts';
import './pages/devices.ts';
import './pages/overview.ts';
import './pages/releases.ts';
import './pages/sign-in.ts';
import { fleet } from './state/fleet.ts';
import { Watch } from './state/poll.ts';
import { onNavigate, type Route, routeOf, startRouter } from './state/router.ts';
import { applyTheme, nextTheme, theme } from './state/theme.ts';
import { base } from './style/base.ts';
import { layout } from './style/layout.ts';
import { shell } from './style/shell.ts';

interface Room {
  readonly path: string;
  readonly name: string;
  readonly symbol: Icon;
  readonly pages: readonly Route['page'][];
}

const ROOMS: readonly Room[] = [
  { path: '/', name: 'Overview', symbol: 'overview', pages: ['overview'] },
  { path: '/devices', name: 'Devices', symbol: 'devices', pages: ['devices', 'device'] },
  { path: '/deployments', name: 'Deployments', symbol: 'deployments', pages: ['deployments', 'deployment'] },
  { path: '/releases', name: 'Releases', symbol: 'releases', pages: ['releases'] },
];

/** The frame: navigation, the page of the address, messages; or the sign-in page. */
@customElement('flip-app')
export class FlipApp extends LitElement {
  static override styles = [base, layout, shell];

  @state() private route = routeOf(location.pathname);
  @state() private signedIn = session.token !== null;
  private readonly fleet = new Watch(this, fleet);

  constructor() {
    super();
    session.subscribe(() => (this.signedIn = session.token !== null));
    onNavigate(() => (this.route = routeOf(location.pathname)));
  }

  override willUpdate(): void {
    const room = this.room();
    document.title = !this.signedIn ? 'Sign in · Flipside' : `${room?.name ?? 'Not found'} · Flipside`;
    // The session began after the watch did.
    if (this.signedIn && this.fleet.value === undefined) void this.fleet.refresh();
  }

  /** A new page starts at its top, for eyes and for screen readers. */
  override updated(changed: PropertyValues): void {
    if (!changed.has('route') || changed.get('route') === undefined) return;
    scrollTo(0, 0);
    this.renderRoot.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  }

  override render() {
    if (!this.signedIn) return html`<flip-sign-in></flip-sign-in>`;
    return html`<a class="skip" href="#main" @click=${this.skip}>Skip to content</a>
      <nav aria-label="Main"><a class="brand" href="/" aria-label="Flipside, overview">${LOGO}<span>Flipside</span></a>
        <ul>${ROOMS.map((room) => this.link(room))}</ul>
        <div class="foot"><span class="avatar" aria-hidden="true">${session.email.slice(0, 2).toUpperCase()}</span>
          <span class="who clip" title=${session.email}>${session.email}</span>
          <button class="button bare" title="Colours: ${theme()}" aria-label="Colours: ${theme()}. Change" @click=${this.recolour}>${icon(theme())}</button>
          <button class="button bare" title="Sign out" aria-label="Sign out" @click=${this.leave}>${icon('leave')}</button></div>
      </nav>
      <main id="main" tabindex="-1">${this.page()}</main>
      <flip-toasts></flip-toasts>`;
  }

  private link(room: Room) {
    const number = this.numberOf(room);
    return html`<li><a href=${room.path} title=${room.name} aria-current=${this.room() === room ? 'page' : nothing}>${icon(room.symbol)}
      <span>${room.name}</span>${number === 0 ? nothing : html`<b class="number">${count(number)}</b>`}</a></li>`;
  }

  private numberOf(room: Room): number {
    const now = this.fleet.value;
    if (room.path === '/devices') return now?.overview.devices.accepted ?? 0;
    return room.path === '/deployments' ? (now?.deployments.filter(isActive).length ?? 0) : 0;
  }

  private page() {
    const { route } = this;
    switch (route.page) {
      case 'overview': return html`<flip-overview></flip-overview>`;
      case 'devices': return html`<flip-devices></flip-devices>`;
      case 'device': return html`<flip-device .deviceId=${route.id}></flip-device>`;
      case 'deployments': return html`<flip-deployments></flip-deployments>`;
      case 'deployment': return html`<flip-deployment .deploymentId=${route.id}></flip-deployment>`;
      case 'releases': return html`<flip-releases></flip-releases>`;
      case 'nowhere': return html`<div class="page">${pageTop('Not found', location.pathname)}<section class="card">${empty('search',
        'There is no such page', 'The address may be old, or mistyped.', html`<a class="button" href="/">To the overview</a>`)}</section></div>`;
    }
  }

  private room(): Room | undefined {
    return ROOMS.find((room) => room.pages.includes(this.route.page));
  }

  private skip(event: Event): void {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('main')?.focus();
  }

  private recolour(): void {
    nextTheme();
    this.requestUpdate();
  }

  private async leave(): Promise<void> {
    await signOut();
    session.end(false);
  }
}

applyTheme();
startRouter();
