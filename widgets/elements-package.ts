/**
 * `sealform/elements`: the types of `<secure-form>` and `<secure-form-agent>` for TypeScript. It contains no code: the service's
 * own scripts `/embed.js` and `/agent.js` register the elements. `npx sealform embed-tags` prints their tags, pinned to one version.
 * The declarations need no other package. The build of the package makes `custom-elements.json` from this file.
 */

export interface FormDetail {
  /** The id of the form. */
  readonly formId: string
}

export interface ProgressDetail extends FormDetail {
  /** The state of each question, by its id. */
  readonly questions: Readonly<Record<string, 'empty' | 'valid' | 'invalid'>>
}

export interface SubmissionDetail extends FormDetail {
  /** The id of the submission, which is the token of the answers. */
  readonly submissionId: string
}

export interface SentDetail extends FormDetail {
  /** The id of the form's template. */
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
  /**
   * The reason, for which the element already shows a sentence.
   *
   * - `not-available`: the form was already used, opened in another browser, sent again or erased. In the panel: the conversation
   *   has ended, or it is not assigned to this agent.
   * - `damaged-link`: the link is incomplete, or it is of another service than the script. The console names both origins.
   * - `not-safe`: the form is not the one that the agent sent, for example because its key was replaced. Tell the agent.
   * - `unreachable`: the page did not respond, or the service did not. Most often, the site does not list the origin of your page
   *   in `embeddingOrigins`. It may also be that there is no such site, or no connection. The console names the likeliest cause.
   * - `unsupported`: the browser is too old, or the page was not loaded over HTTPS.
   * - `not-signed-in`: `accessToken` is not set, it failed, or its token was refused. The console says which of the first two.
   * - `not-permitted`: the agent has no permission to use secure forms.
   */
  readonly code:
    | 'not-available'
    | 'damaged-link'
    | 'not-safe'
    | 'unreachable'
    | 'unsupported'
    | 'not-signed-in'
    | 'not-permitted'
}

/** The events of `<secure-form>`. */
export interface SecureFormEvents {
  /** The visitor has opened the form. */
  opened: CustomEvent<FormDetail>
  /** The visitor fills in the form. The detail has the state of each question, and no answer. */
  progress: CustomEvent<ProgressDetail>
  /**
   * The answers are stored. Dispatched once for each link and page: after a reload of your page, a new element dispatches it again,
   * so distinguish submissions by their id.
   */
  submitted: CustomEvent<SubmissionDetail>
  /** The visitor chose not to answer. */
  declined: CustomEvent<FormDetail>
  /** The form has ended without answers: its time is up, the agent cancelled it, or the chat has ended. */
  expired: CustomEvent<FormDetail>
  /** The element cannot show the form or the panel. The code says why. */
  error: CustomEvent<ErrorDetail>
}

/** The events of `<secure-form-agent>`. */
export interface SecureFormAgentEvents {
  /** The agent has sent a form. Send the link to the visitor. */
  sent: CustomEvent<SentDetail>
  /** The visitor has opened the form. */
  opened: CustomEvent<FormDetail>
  /** The visitor fills in the form. The detail has the state of each question, and no answer. */
  progress: CustomEvent<ProgressDetail>
  /** The answers are stored. */
  submitted: CustomEvent<FormDetail>
  /** The visitor chose not to answer. */
  declined: CustomEvent<FormDetail>
  /** The form has ended without answers: its time is up, the agent cancelled it, or the chat has ended. */
  expired: CustomEvent<FormDetail>
  /**
   * This panel has fetched the answers: as soon as they are stored if the form asks anything off the record, otherwise when the
   * agent views them. See `viewed`.
   */
  retrieved: CustomEvent<SubmissionDetail>
  /** The agent has pressed *View answers* and sees them. Dispatched once for each form and panel. */
  viewed: CustomEvent<FormDetail>
  /** The number of forms with answers that the agent has not viewed has changed. */
  unread: CustomEvent<UnreadDetail>
  /** The sign-in of the agent has ended. */
  'signed-out': CustomEvent<Readonly<Record<string, never>>>
  /** The element cannot show the form or the panel. The code says why. */
  error: CustomEvent<ErrorDetail>
}

/**
 * Returns an access token of the agent. Called at the start and whenever the service refuses the token. It must resolve to
 * undefined if no agent is signed in.
 */
export type AccessTokenSource = () => Promise<string | undefined>

/** The properties of `<secure-form>`. Each string reflects the attribute of its name. */
export interface SecureFormProperties {
  /** The complete link from the event `sent`, with the part after `#`. Required: without it, the element stays empty. */
  get link(): string | null
  set link(value: string | null | undefined)
  /** `light` or `dark`. By default, the setting of the system. */
  get colorScheme(): string | null
  set colorScheme(value: string | null | undefined)
}

/** The properties of `<secure-form-agent>`. Each string reflects the attribute of its name. */
export interface SecureFormAgentProperties {
  /**
   * The panel calls it at the start and when the service rejects the token. It may be set later: the panel waits for ten seconds,
   * and starts again when it is set after that.
   */
  accessToken: AccessTokenSource | undefined
  /** The id of the conversation. The agent must be assigned to it. Required: without it, the element stays empty. */
  get conversation(): string | null
  set conversation(value: string | null | undefined)
  /** The id of your site. Required: without it, only the origins that the stage lists may show the panel. */
  get site(): string | null
  set site(value: string | null | undefined)
  /** The language that the panel proposes for forms. */
  get visitorLang(): string | null
  set visitorLang(value: string | null | undefined)
  /** The id of the template that the panel lists first and preselects. */
  get suggestedTemplate(): string | null
  set suggestedTemplate(value: string | null | undefined)
  /** `light` or `dark`. By default, the setting of the system. */
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
  /** The complete link from the event `sent`, with the part after `#`. Required: without it, the element stays empty. */
  readonly link?: string | undefined
  /** The colours of the page, to match the surrounding page. By default, those of the visitor’s system. */
  readonly 'color-scheme'?: 'light' | 'dark' | undefined
}

/** The attributes of `<secure-form-agent>` in a template, beside those of every element. */
export interface SecureFormAgentAttributes {
  /** The id of the conversation. The agent must be assigned to it. Required: without it, the element stays empty. */
  readonly conversation?: string | undefined
  /** The id of your site. Required: without it, only the origins that the stage lists may show the panel. */
  readonly site?: string | undefined
  /** The language that the panel proposes for forms. It is read when the panel starts. */
  readonly 'visitor-lang'?: string | undefined
  /** The id of the template that the panel lists first and preselects. It is read when the panel starts. */
  readonly 'suggested-template'?: string | undefined
  /** The colours of the panel, to match the surrounding page. By default, those of the agent’s system. */
  readonly 'color-scheme'?: 'light' | 'dark' | undefined
}

declare global {
  interface HTMLElementTagNameMap {
    'secure-form': SecureFormElement
    'secure-form-agent': SecureFormAgentElement
  }
}
