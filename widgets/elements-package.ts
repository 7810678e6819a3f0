/**
 * `sealform/elements`: the types of `<secure-form>` and `<secure-form-agent>` for TypeScript. It contains no code: the service's
 * own scripts `/embed.js` and `/agent.js` register the elements. The declarations need no other package.
 */

export interface FormDetail {
  readonly formId: string
}

export interface ProgressDetail extends FormDetail {
  /** The state of each question, by its id. */
  readonly questions: Readonly<Record<string, 'empty' | 'valid' | 'invalid'>>
}

export interface SubmissionDetail extends FormDetail {
  readonly submissionId: string
}

export interface SentDetail extends FormDetail {
  readonly templateId: string
  /** The title of the form, in the language of the form. */
  readonly title: string
  /** The link to send to the visitor unchanged, in this conversation only. */
  readonly link: string
}

export interface UnreadDetail {
  /** The number of forms with answers that the agent has not viewed. */
  readonly count: number
}

export interface ErrorDetail {
  readonly code: 'not-available' | 'damaged-link' | 'not-safe' | 'unreachable' | 'not-signed-in' | 'not-permitted'
}

/** The events of `<secure-form>`. */
export interface SecureFormEvents {
  opened: CustomEvent<FormDetail>
  progress: CustomEvent<ProgressDetail>
  submitted: CustomEvent<SubmissionDetail>
  declined: CustomEvent<FormDetail>
  expired: CustomEvent<FormDetail>
  error: CustomEvent<ErrorDetail>
}

/** The events of `<secure-form-agent>`. */
export interface SecureFormAgentEvents {
  sent: CustomEvent<SentDetail>
  opened: CustomEvent<FormDetail>
  progress: CustomEvent<ProgressDetail>
  submitted: CustomEvent<FormDetail>
  declined: CustomEvent<FormDetail>
  expired: CustomEvent<FormDetail>
  retrieved: CustomEvent<SubmissionDetail>
  viewed: CustomEvent<FormDetail>
  unread: CustomEvent<UnreadDetail>
  'signed-out': CustomEvent<Readonly<Record<string, never>>>
  error: CustomEvent<ErrorDetail>
}

/**
 * Returns an access token of the agent. Called at the start and whenever the service refuses the token. It must resolve to
 * undefined if no agent is signed in.
 */
export type AccessTokenSource = () => Promise<string | undefined>

/** The properties of `<secure-form>`. Each string reflects the attribute of its name. */
export interface SecureFormProperties {
  get link(): string | null
  set link(value: string | null | undefined)
  get colorScheme(): string | null
  set colorScheme(value: string | null | undefined)
}

/** The properties of `<secure-form-agent>`. Each string reflects the attribute of its name. */
export interface SecureFormAgentProperties {
  accessToken: AccessTokenSource | undefined
  get conversation(): string | null
  set conversation(value: string | null | undefined)
  get site(): string | null
  set site(value: string | null | undefined)
  get visitorLang(): string | null
  set visitorLang(value: string | null | undefined)
  get suggestedTemplate(): string | null
  set suggestedTemplate(value: string | null | undefined)
  get colorScheme(): string | null
  set colorScheme(value: string | null | undefined)
}

export interface SecureFormElement extends HTMLElement, SecureFormProperties {
  addEventListener<Name extends keyof SecureFormEvents>(
    type: Name,
    listener: (event: SecureFormEvents[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void
  removeEventListener<Name extends keyof SecureFormEvents>(
    type: Name,
    listener: (event: SecureFormEvents[Name]) => void,
    options?: boolean | EventListenerOptions,
  ): void
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void
}

export interface SecureFormAgentElement extends HTMLElement, SecureFormAgentProperties {
  addEventListener<Name extends keyof SecureFormAgentEvents>(
    type: Name,
    listener: (event: SecureFormAgentEvents[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void
  removeEventListener<Name extends keyof SecureFormAgentEvents>(
    type: Name,
    listener: (event: SecureFormAgentEvents[Name]) => void,
    options?: boolean | EventListenerOptions,
  ): void
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void
}

/** The attributes of `<secure-form>` in a template, beside those of every element. */
export interface SecureFormAttributes {
  readonly link?: string | undefined
  readonly 'color-scheme'?: 'light' | 'dark' | undefined
}

/** The attributes of `<secure-form-agent>` in a template, beside those of every element. */
export interface SecureFormAgentAttributes {
  readonly conversation?: string | undefined
  readonly site?: string | undefined
  readonly 'visitor-lang'?: string | undefined
  readonly 'suggested-template'?: string | undefined
  readonly 'color-scheme'?: 'light' | 'dark' | undefined
}

declare global {
  interface HTMLElementTagNameMap {
    'secure-form': SecureFormElement
    'secure-form-agent': SecureFormAgentElement
  }
}
