import type { Messages } from './messages.ts'

export const messages: Messages = {
  title: 'Secure forms',
  starting: 'Getting the forms of this conversation…',

  sendHeading: 'Send a form',
  search: 'Search forms',
  found: (count) => `Forms found: ${count}`,
  noForms: 'This site has no forms yet.',
  templatesUnreachable: 'The forms to choose from cannot be had just now.',
  language: 'Language of the form',
  willAsk: (count) => `What it asks (${count})`,
  optional: 'optional',
  offTheRecord: 'off the record, kept nowhere',
  send: 'Send',

  listHeading: 'Forms of this conversation',
  nothingSent: 'Nothing has been sent yet.',
  status: {
    sent: 'Sent. Not opened yet.',
    opened: 'Opened by the visitor.',
    submitted: 'Submitted.',
    retrieved: 'Seen.',
    declined: 'The visitor would rather not.',
    cancelled: 'Cancelled. Its link is dead.',
    expired: 'Expired before it was submitted.',
  },
  filling: (done, asked) => `Filling in: ${done} of ${asked}.`,
  arrived: 'Submitted. The answers are here, only for you.',
  sentAt: (time) => `Sent at ${time}`,
  completes: 'completes an earlier form',
  byColleague: (agentId) => `Sent by a colleague (${agentId}). Only they can see the answers.`,

  sendAgain: 'Send again',
  cancel: 'Cancel',
  read: 'Read the answers',
  show: 'Show the answers',
  putAway: 'Put away',
  askAgainThis: 'Send again, this question only',
  askAgainThese: 'Send again, these questions only',
  reveal: 'Reveal',
  hide: 'Hide',
  copy: 'Copy',
  open: 'Open once',
  yes: 'Yes',
  no: 'No',

  notAnswered: 'Not answered',
  sealedHere: 'Sealed for this tab. Opens once.',
  openedOnce: 'Opened this once with this tab’s own key. It is kept nowhere, and this page forgets it after a minute.',
  forgotten: 'Forgotten, as promised.',
  gone: 'Gone: it is handed out once and kept nowhere.',
  cannotOpen: 'It was not sealed for this tab and stays closed.',
  copied: (label) =>
    `Copied: ${label}. Programs on this computer can read the clipboard, and this page cannot empty it for you. Copy something else when you are done.`,
  copyRefused: 'The browser did not let this page copy. Reveal the answer and copy it by hand.',
  keyGone:
    'This page was loaded anew or signed out, so it no longer has the key for what is off the record. Send the form again: only then can you read all of it.',
  keyGoneSubmitted:
    'This page was loaded anew or signed out, so it no longer has the key for what is off the record. The rest can be read; send again what is missing.',
  wasSentAgain: 'Sent again with a new link. The earlier link is dead.',
  sendingUnclear:
    'The service did not answer, so it is not certain that the form went out. If it is in the list, send it again or cancel it.',

  templateChanged:
    'This form was changed in the meantime, and nothing was sent. Look again at what it asks, then send it.',
  conflict: 'The form has moved on in the meantime. Look at its status.',
  tooMany: 'Too much is going on just now. Wait a minute and try again.',
  refused: 'The service did not take this.',
  unreachable: 'The service cannot be reached just now.',
  notPermitted: 'Your profile does not allow secure forms.',
  noLonger: 'This is not available any more: the conversation is over, or what was submitted has been erased.',
  over: 'The conversation is over. Nothing can be sent in it or read from it any more.',
  transferred: 'The conversation is with a colleague now. What you sent yourself you can still read while it lasts.',
  overOrTransferred: 'The conversation is over, or a colleague has it now. Nothing can be sent from here.',

  live: 'Live',
  connecting: 'Connecting…',
  withoutPush: 'No live connection. This page asks every ten seconds instead.',

  idleWarning: (left) => `You have done nothing for a while. Time left until you are signed out: ${left}.`,
  stay: 'Stay signed in',
  signedOutIdle:
    'You were signed out because nothing was done for a while. Every answer has been removed from this page.',
  signedOut: 'You are signed out. Every answer has been removed from this page.',
  noToken: 'The agent desktop around this panel has nobody signed in.',
  signInAgain: 'Go on after signing in',
  lookAgain: 'Look again',
  notFramed: 'This panel works inside your agent desktop and shows nothing by itself.',
}
