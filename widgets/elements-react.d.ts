/**
 * `sealform/elements/react`: the two tags as React components, and in JSX of React 18 and later. Preact, Solid and Vue can be
 * extended in the same way.
 */
import type { ClassAttributes, CSSProperties, HTMLAttributes, ReactNode, Ref } from 'react'
import type {
  AccessTokenSource,
  SecureFormAgentAttributes,
  SecureFormAgentElement,
  SecureFormAgentEvents,
  SecureFormAttributes,
  SecureFormElement,
  SecureFormEvents,
} from './elements-package.js'

type PropName<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<PropName<Tail>>}`
  : Name
type DetailOf<Type> = Type extends CustomEvent<infer Detail> ? Detail : never

/** A prop for each event, such as `onSubmitted` and `onSignedOut`. It receives the event's detail and the event. */
type EventProps<Events> = {
  readonly [Name in keyof Events & string as `on${Capitalize<PropName<Name>>}`]?: (
    detail: DetailOf<Events[Name]>,
    event: Events[Name],
  ) => void
}

/** A prop for each attribute. `Required` names those without which an element shows nothing. */
type AttributeProps<Attributes, Required extends keyof Attributes> = {
  readonly [Name in Exclude<keyof Attributes, Required> as PropName<Name & string>]?: Attributes[Name]
} & { readonly [Name in Required]-?: NonNullable<Attributes[Name]> }

interface CommonProps<Element> {
  readonly ref?: Ref<Element>
  readonly id?: string
  readonly lang?: string
  readonly className?: string
  readonly style?: CSSProperties
  readonly hidden?: boolean
}

export type SecureFormProps = AttributeProps<SecureFormAttributes, 'link'> &
  EventProps<SecureFormEvents> &
  CommonProps<SecureFormElement>

export type SecureFormAgentProps = AttributeProps<SecureFormAgentAttributes, 'conversation' | 'site'> &
  EventProps<SecureFormAgentEvents> &
  CommonProps<SecureFormAgentElement> & {
    /** Returns an access token of the agent. Resolves to undefined if no agent is signed in. */
    readonly accessToken: AccessTokenSource
  }

/** The visitor's form. Load `/embed.js` of the service once in the page, with a tag of `npx sealform embed-tags`. */
export declare const SecureForm: (props: SecureFormProps) => ReactNode

/**
 * The agent panel. Load `/agent.js` of the service once in the page, with a tag of `npx sealform embed-tags`. Set
 * `key={conversation}`, and keep the component mounted while the conversation is open, because its keys exist only here.
 */
export declare const SecureFormAgent: (props: SecureFormAgentProps) => ReactNode

/** React 19 listens to an event of a custom element by a property with the event's name after `on`. React 18 ignores it. */
type Listeners<Events> = { readonly [Name in keyof Events & string as `on${Name}`]?: (event: Events[Name]) => void }

declare module 'react' {
  // biome-ignore lint/style/noNamespace: React declares its elements in this namespace
  namespace JSX {
    interface IntrinsicElements {
      'secure-form': ClassAttributes<SecureFormElement> &
        HTMLAttributes<SecureFormElement> &
        SecureFormAttributes &
        Listeners<SecureFormEvents>
      /** React 19 sets `accessToken` as a property. With React 18, set it through a ref. */
      'secure-form-agent': ClassAttributes<SecureFormAgentElement> &
        HTMLAttributes<SecureFormAgentElement> &
        SecureFormAgentAttributes &
        Listeners<SecureFormAgentEvents> & { readonly accessToken?: AccessTokenSource | undefined }
    }
  }
}
