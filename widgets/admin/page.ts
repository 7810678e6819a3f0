/** The administration page. No other page can frame it. Tokens and drafts exist only in its memory. */
import type { SignInSettings } from '../../contracts/sign-in-settings.ts'
import { confirmInDialog } from '../shared/dialog.ts'
import { button, element, find } from '../shared/dom.ts'
import { messages } from './messages/en.ts'
import { peopleView } from './people/people-view.ts'
import { auditView } from './records/audit-view.ts'
import { erasureView } from './records/erasure-view.ts'
import { type Service, serviceOf } from './service.ts'
import { watchIdleTimeout } from './sign-in/idle-timeout.ts'
import { completeSignIn, readSettings, redirectToSignIn, redirectToSignOut, type Session } from './sign-in/sign-in.ts'
import { profilesView } from './site/profiles-view.ts'
import { siteView } from './site/site-view.ts'
import { templatesView } from './templates/templates-view.ts'
import type { View, ViewContext } from './view.ts'

const views: Readonly<Record<string, { readonly nav: string; readonly view: View }>> = {
  site: { nav: messages.site.nav, view: siteView },
  profiles: { nav: messages.profiles.nav, view: profilesView },
  people: { nav: messages.people.nav, view: peopleView },
  templates: { nav: messages.templates.nav, view: templatesView },
  audit: { nav: messages.audit.nav, view: auditView },
  erasure: { nav: messages.erasure.nav, view: erasureView },
}

const container = find('admin')

const showSignInMessage = (sentence: string, signInButton?: HTMLElement): void => {
  document.title = `${messages.signIn.heading} – ${messages.brand}`
  const heading = element('h1', { tabindex: -1 }, messages.signIn.heading)
  container.replaceChildren(
    element('main', { class: 'alone' }, heading, element('p', { role: 'status' }, sentence), signInButton),
  )
}

const showSignIn = (settings: SignInSettings, sentence: string): void =>
  showSignInMessage(
    sentence,
    button(messages.signIn.press, () => void redirectToSignIn(settings), { class: 'main' }),
  )

const run = (settings: SignInSettings, session: Session): void => {
  let isUnsaved = false
  let shownAddress = ''
  const lifetime = new AbortController()
  const { signal } = lifetime
  const status = element('p', { class: 'toast', role: 'status' })
  const main = element('main', { id: 'content', tabindex: -1 })
  const links = Object.entries(views).map(([name, { nav }]) => element('a', { href: `#${name}` }, nav))
  const leave = async (): Promise<void> => {
    if (signal.aborted) return
    lifetime.abort()
    showSignInMessage(messages.signIn.leaving)
    await session.end()
    if (!redirectToSignOut(settings)) showSignIn(settings, messages.signIn.over)
  }
  const service: Service = serviceOf(session, {
    onSignedOut: () => void leave(),
    onActivity: () => idleTimeout.recordActivity(),
  })
  const idleTimeout = watchIdleTimeout({ service, main, onIdle: () => void leave(), signal })
  const context: ViewContext = {
    service,
    announce(text) {
      status.textContent = text
    },
    setUnsaved(unsaved) {
      isUnsaved = unsaved
    },
    async confirmDiscard() {
      if (isUnsaved && !(await confirmInDialog({ ...messages.unsaved, focus: 'no' }))) return false
      isUnsaved = false
      return true
    },
    navigate(address) {
      location.hash = address
    },
  }

  const show = async (): Promise<void> => {
    const address = location.hash.slice(1) || 'site'
    if (address === shownAddress) return
    if (!(await context.confirmDiscard())) {
      history.replaceState(null, '', `#${shownAddress}`)
      return
    }
    shownAddress = address
    const [name = '', ...rest] = address.split('/').map(decodeURIComponent)
    const { nav, view } = views[name] ?? { nav: messages.site.nav, view: siteView }
    for (const link of links) {
      if (link.hash === `#${name}`) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    }
    document.title = `${nav} – ${messages.title} – ${messages.brand}`
    context.announce('')
    main.replaceChildren(element('p', { class: 'quiet' }, messages.loading))
    const nodes = await view(context, rest)
    // Do not show this view if the person has navigated to another view in the meantime.
    if (shownAddress !== address || signal.aborted) return
    main.replaceChildren(...nodes)
    const heading = main.querySelector('h1')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus()
  }

  window.addEventListener('hashchange', () => void show(), { signal })
  window.addEventListener(
    'beforeunload',
    (event) => {
      if (isUnsaved) event.preventDefault()
    },
    { signal },
  )
  const skip = element('a', { class: 'skip', href: '#content' }, messages.skip)
  skip.addEventListener('click', (event) => {
    event.preventDefault()
    main.focus()
  })
  container.replaceChildren(
    skip,
    element(
      'header',
      { class: 'masthead' },
      element('p', { class: 'mark' }, messages.brand),
      element('nav', { 'aria-label': messages.navigation }, ...links),
      button(messages.signIn.signOut, () => void service.signOut(), { class: 'compact' }),
    ),
    idleTimeout.warning,
    main,
    status,
  )
  void show()
}

// The token of a page from the back/forward cache may have expired in the meantime.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})

const settings = readSettings()
if (settings === undefined) showSignInMessage(messages.signIn.unknown)
else {
  const signIn = await completeSignIn(settings)
  const sentences = {
    failed: messages.signIn.failed,
    'signed-out': messages.signIn.over,
    'not-yet': messages.signIn.text,
  }
  if (signIn.outcome === 'signed-in') run(settings, signIn.session)
  else showSignIn(settings, sentences[signIn.outcome])
}
