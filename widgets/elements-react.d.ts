/** `sealform/elements/react`: the two elements in JSX of React 18 and later. Preact, Solid and Vue can be extended in the same way. */
import type {
  AccessTokenSource,
  SecureFormAgentAttributes,
  SecureFormAgentElement,
  SecureFormAgentEvents,
  SecureFormAttributes,
  SecureFormElement,
  SecureFormEvents,
} from './elements-package.js'

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
