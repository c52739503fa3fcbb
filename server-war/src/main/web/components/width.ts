import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

/** Sets a width by script. Lit's own styleMap writes a style attribute when it first renders, which the security policy forbids. */
class Width extends Directive {
  override render(_percent: number): unknown {
    return noChange;
  }

  override update(part: ElementPart, [percent]: [number]): unknown {
    (part.element as HTMLElement).style.width = `${percent.toFixed(2)}%`;
    return noChange;
  }
}

export const width = directive(Width);
