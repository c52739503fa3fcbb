import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { signIn } from '../api/client.ts';
import { session } from '../api/session.ts';
import { icon, LOGO } from '../components/icons.ts';
import { base } from '../style/base.ts';
import { forms } from '../style/form.ts';

@customElement('flip-sign-in')
export class SignInPage extends LitElement {
  static override styles = [
    base,
    forms,
    css`
      :host { display: grid; place-items: center; min-height: 100dvh; padding: 24px 16px; }
      main { width: min(384px, 100%); }
      .brand { display: flex; align-items: center; gap: 12px; margin-bottom: 26px; justify-content: center; font-size: 20px;
        font-weight: 600; letter-spacing: -0.015em; }
      .logo { width: 34px; height: 34px; }
      .logo-back { fill: var(--idle-fill); opacity: 0.55; }
      .logo-front { fill: var(--accent); }
      form > div:empty { display: contents; }
      .panel { padding: 28px; border: 1px solid var(--line); border-radius: 16px; background: var(--surface);
        box-shadow: 0 12px 36px light-dark(rgb(16 24 40 / 7%), rgb(0 0 0 / 35%)); }
      h1 { margin-bottom: 4px; font-size: 19px; }
      p { margin-bottom: 20px; }
      .button { min-height: 42px; width: 100%; font-size: 14px; margin-top: 4px; }
      .hint { margin: 18px 6px 0; text-align: center; }
    `,
  ];

  @state() private problem = session.expired ? 'Your session has ended. Sign in again to go on.' : '';
  @state() private busy = false;
  @query('#email') private readonly email!: HTMLInputElement;
  @query('#password') private readonly password!: HTMLInputElement;

  override firstUpdated(): void {
    this.email.value = session.email;
    (session.email === '' ? this.email : this.password).focus();
  }

  override render() {
    return html`<main>
      <div class="brand">${LOGO}Flipside</div>
      <div class="panel">
        <h1>Sign in</h1>
        <p class="muted small">Updates for your fleet, each with a way back.</p>
        <form @submit=${this.submit} novalidate>
          <div aria-live="assertive">${this.problem === '' ? nothing
            : html`<div class="problem" id="problem">${icon('warning')}<span>${this.problem}</span></div>`}</div>
          <div class="field"><label for="email">E-mail</label>
            <input id="email" type="email" name="email" autocomplete="username" inputmode="email" spellcheck="false" required></div>
          <div class="field"><label for="password">Password</label>
            <input id="password" type="password" name="password" autocomplete="current-password" required></div>
          <button class="button primary" ?disabled=${this.busy}>${this.busy ? 'Signing in…' : 'Sign in'}</button>
        </form>
      </div>
      <p class="hint faint small">The first administrator's password was printed when the server started for the first time.</p>
    </main>`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.email.value.trim() === '' || this.password.value === '') {
      this.problem = 'Enter your e-mail and your password.';
      (this.email.value.trim() === '' ? this.email : this.password).focus();
      return;
    }
    this.busy = true;
    try {
      await signIn(this.email.value.trim(), this.password.value);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
      this.password.focus();
      this.password.select();
    } finally {
      this.busy = false;
    }
  }
}
