/** Something to press. The first of several is the one that is meant. */
export interface MailButton {
  label: string;
  href: string;
  look: 'accent' | 'danger' | 'plain';
}

export interface MailOption {
  label: string;
  description: string | null;
  /** Chooses it; null: it is only told. */
  href: string | null;
}

export interface MailField {
  name: string;
  about: string;
}

/**
 * What a mail is made of. Its text and its HTML are two forms of the same parts, so that nobody reads something else than
 * another. All text is safe to show (visible-text.ts), and in no markup but that of `markdown`.
 */
export type MailBlock =
  /** Who speaks, or a heading above a part. */
  | { kind: 'lead' | 'label'; text: string }
  /** The question itself. */
  | { kind: 'title'; text: string }
  | { kind: 'words' | 'quiet' | 'warning'; text: string }
  /** An agent's. */
  | { kind: 'markdown'; text: string }
  /** Letter by letter. */
  | { kind: 'data' | 'diff'; text: string }
  | { kind: 'options'; options: readonly MailOption[] }
  | { kind: 'fields'; fields: readonly MailField[] }
  /** @param text how the same is said without buttons; null: elsewhere */
  | { kind: 'buttons'; buttons: readonly MailButton[]; text: string | null }
  | { kind: 'link'; label: string; href: string };

export interface MailContent {
  subject: string;
  preview: string;
  blocks: readonly MailBlock[];
}

/** What a mail says, in both its forms. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
  /** A diff letter by letter, as a file beside it. */
  patch?: string;
}

/** As its file is called. */
export const PATCH_NAME = 'change.patch';

export interface CardMailSettings {
  /** Where the card stands in the web app. */
  link: string;
  /** Where its buttons lead, up to the number of the choice; null: there are none. */
  answer: string | null;
}
