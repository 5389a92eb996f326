import type { ComponentPropsWithRef, ReactElement } from 'react';
import styles from './button.module.css';

export interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'className' | 'style'> {
  /** `primary` once per screen at most; `quiet` reads as a link and stands inside lines. */
  readonly kind?: 'plain' | 'primary' | 'quiet';
}

/** A native button. Keyboard: Enter and Space press it. */
export function Button({ kind = 'plain', type = 'button', ...rest }: ButtonProps): ReactElement {
  return <button {...rest} type={type} className={styles['button']} data-kind={kind} />;
}
