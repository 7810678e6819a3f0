/** Runs the page for a signed-in person: the header with the views that they may use, the current view, and messages. */
import type { SignInSettings } from '../../../contracts/sign-in-settings.ts'
import { getSession } from '../../../contracts/steps/get-session.ts'
import { confirmInDialog } from '../../shared/dialog.ts'
import { button, element } from '../../shared/dom.ts'
import { failureMessage } from '../form/form.ts'
import { messages } from '../messages/current.ts'
import { serviceOf } from '../service.ts'
import { watchIdleTimeout } from '../sign-in/idle-timeout.ts'
import { redirectToSignIn, redirectToSignOut, type Session } from '../sign-in/sign-in.ts'
import { signInInWindow } from '../sign-in/sign-in-window.ts'
import type { SessionView, ViewContext } from '../view.ts'
import { languageSelect } from './language-select.ts'
import { createNavigation } from './navigation.ts'
import { showSignIn, showSignInMessage } from './sign-in-screen.ts'
import { createToast } from './toast.ts'
import { viewsFor, viewTitle } from './views.ts'

export const runPage = async (container: HTMLElement, settings: SignInSettings, first: Session): Promise<void> => {
  let session = first
  const lifetime = new AbortController()
  const { signal } = lifetime
  const main = element('main', { id: 'content', tabindex: -1 })
  const leave = async (): Promise<void> => {
    if (signal.aborted) return
    lifetime.abort()
    showSignInMessage(container, messages.signIn.leaving)
    await session.end()
    if (!redirectToSignOut(settings)) showSignIn(container, settings, 'over')
  }
  const service = serviceOf(() => session.accessToken(), {
    onSignedOut: () => void leave(),
    onActivity: () => idleTimeout.recordActivity(),
  })
  const idleTimeout = watchIdleTimeout({ service, main, onIdle: () => void leave(), signal })
  const signInAge = createSignInAge()
  const reply = await service.call(getSession, { path: {}, body: {} })
  if (reply.outcome !== 'done') {
    const retry = button(messages.retry, () => location.reload(), { class: 'main' })
    return showSignInMessage(container, failureMessage(reply), retry)
  }
  const signedIn = reply.value
  signInAge.set(reply)
  /** Uses the new sign-in if it is of the same person. Otherwise, starts the page again for the other person. */
  const signInAgain = async (): Promise<boolean> => {
    const next = await signInInWindow(settings, signal)
    if (next === 'blocked') {
      lifetime.abort()
      await session.end()
      await redirectToSignIn(settings)
    }
    if (next === 'blocked' || next === undefined) return false
    const previous = session
    session = next
    await previous.end()
    const again = await service.call(getSession, { path: {}, body: {} })
    if (again.outcome !== 'done') return false
    const { siteId, subject } = again.value
    if (siteId !== signedIn.siteId || subject !== signedIn.subject) {
      lifetime.abort()
      await runPage(container, settings, next)
      return false
    }
    signInAge.set(again)
    idleTimeout.recordActivity()
    return true
  }
  showViews(container, main, {
    ...{ service, session: signedIn, signal, warning: idleTimeout.warning },
    isSignInRecent: (limitMs) => signInAge.get() < limitMs,
    signInAgain,
  })
}

/** The age of the sign-in in milliseconds. It does not depend on the clock of the browser's computer. */
const createSignInAge = () => {
  let age = 0
  let readAt = 0
  return {
    get: () => age + performance.now() - readAt,
    set({ value, repliedAt = Date.now() }: { readonly value: SessionView; readonly repliedAt?: number | undefined }) {
      readAt = performance.now()
      age = repliedAt - Date.parse(value.signedInAt)
    },
  }
}

interface SignedInPage extends Pick<ViewContext, 'service' | 'session' | 'isSignInRecent' | 'signInAgain'> {
  /** A signal that is aborted when the sign-in ends. */
  readonly signal: AbortSignal
  readonly warning: HTMLElement
}

const showViews = (container: HTMLElement, main: HTMLElement, page: SignedInPage): void => {
  const { service, session, signal, warning } = page
  const views = viewsFor(session.permissions)
  const toast = createToast()
  let navigation = createNavigation(views)
  let isUnsaved = false
  let shownAddress: string | undefined
  let shownView = new AbortController()
  signal.addEventListener('abort', () => shownView.abort())

  const confirmDiscard = async () => {
    if (isUnsaved && !(await confirmInDialog({ ...messages.unsaved, focus: 'no' }))) return false
    isUnsaved = false
    return true
  }
  const replaceAddress = (address: string) => {
    shownAddress = address
    history.replaceState(null, '', `#${address}`)
  }
  const contextOf = (viewSignal: AbortSignal): ViewContext => ({
    ...{ service, session, signal: viewSignal, isSignInRecent: page.isSignInRecent, confirmDiscard, replaceAddress },
    announce: toast.show,
    setUnsaved(unsaved) {
      isUnsaved = unsaved
    },
    navigate(address) {
      location.hash = address
    },
    signInAgain: page.signInAgain,
  })

  const show = async (): Promise<void> => {
    const address = location.hash.slice(1)
    if (address === shownAddress) return
    if (!(await confirmDiscard())) return history.replaceState(null, '', `#${shownAddress}`)
    shownAddress = address
    shownView.abort()
    shownView = new AbortController()
    const { signal: viewSignal } = shownView
    const [name = '', ...rest] = address.split('/').map(decodeURIComponent)
    const [first] = views
    const entry = views.find((each) => each.name === name) ?? first
    if (entry === undefined) return main.replaceChildren(...noViews(session))
    navigation.setCurrent(entry.name)
    document.title = `${viewTitle(entry.name)} – ${messages.title} – ${messages.brand}`
    toast.clear()
    main.replaceChildren(element('p', { class: 'quiet' }, messages.loading))
    const nodes = await entry.view(contextOf(viewSignal), entry.name === name ? rest : [])
    // Do not show this view if the person has navigated to another view in the meantime.
    if (viewSignal.aborted) return
    main.replaceChildren(...nodes)
    const heading = main.querySelector('h1')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus()
  }

  const draw = () => {
    navigation = createNavigation(views)
    const skip = element('a', { class: 'skip', href: '#content' }, messages.skip)
    skip.addEventListener('click', (event) => {
      event.preventDefault()
      main.focus()
    })
    const person = element('p', { class: 'person quiet', translate: 'no', title: session.subject }, session.subject)
    container.replaceChildren(
      skip,
      element(
        'header',
        { class: 'masthead' },
        element('div', { class: 'who' }, element('p', { class: 'mark' }, messages.brand), person),
        ...navigation.nodes,
        languageSelect(draw, confirmDiscard),
        button(messages.signIn.signOut, () => void service.signOut(), { class: 'compact' }),
      ),
      ...[warning, main, toast.root],
    )
    shownAddress = undefined
    void show()
  }

  window.addEventListener('hashchange', () => void show(), { signal })
  window.addEventListener(
    'beforeunload',
    (event) => {
      if (isUnsaved) event.preventDefault()
    },
    { signal },
  )
  draw()
}

const noViews = ({ profile }: SessionView): readonly Node[] => [
  element('h1', {}, messages.noViews.heading),
  element('p', {}, messages.noViews.text(profile ?? '–')),
]
