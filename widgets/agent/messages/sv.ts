import type { Messages } from './messages.ts'

export const messages: Messages = {
  title: 'Säkra formulär',
  starting: 'Hämtar formulären i den här konversationen…',

  sendHeading: 'Skicka ett formulär',
  search: 'Sök formulär',
  found: (count) => `Hittade formulär: ${count}`,
  noForms: 'Webbplatsen har inga formulär än.',
  templatesUnreachable: 'Formulären att välja mellan kan inte hämtas just nu.',
  language: 'Formulärets språk',
  willAsk: (count) => `Vad det frågar (${count})`,
  optional: 'frivilligt',
  offTheRecord: 'konfidentiellt, sparas inte',
  send: 'Skicka',

  listHeading: 'Formulär i den här konversationen',
  nothingSent: 'Inget har skickats än.',
  status: {
    sent: 'Skickat. Inte öppnat än.',
    opened: 'Öppnat.',
    submitted: 'Inlämnat.',
    retrieved: 'Sett.',
    declined: 'Besökaren vill helst inte svara.',
    cancelled: 'Återkallat. Länken fungerar inte längre.',
    expired: 'Gick ut innan det lämnades in.',
  },
  filling: (done, asked) => `Fylls i: ${done} av ${asked}.`,
  arrived: 'Inlämnat. Svaren är här, bara för dig.',
  sentAt: (time) => `Skickat: ${time}`,
  completes: 'kompletterar ett tidigare formulär',
  byColleague: (agentId) => `Skickat av en kollega (${agentId}). Bara den personen kan se svaren.`,

  sendAgain: 'Skicka igen',
  cancel: 'Återkalla',
  read: 'Läs svaren',
  show: 'Visa svaren',
  putAway: 'Lägg undan',
  askAgainThis: 'Skicka bara den här frågan igen',
  askAgainThese: 'Skicka bara de här frågorna igen',
  reveal: 'Visa svar',
  hide: 'Dölj',
  copy: 'Kopiera',
  open: 'Öppna en gång',
  yes: 'Ja',
  no: 'Nej',

  notAnswered: 'Inte besvarat',
  sealedHere: 'Förseglat för den här fliken. Går att öppna en gång.',
  openedOnce:
    'Öppnat denna enda gång med flikens egen nyckel. Det sparas ingenstans och den här sidan glömmer det efter en minut.',
  forgotten: 'Glömt, som utlovat.',
  gone: 'Borta: det lämnas ut en gång och sparas ingenstans.',
  cannotOpen: 'Det förseglades inte för den här fliken och förblir stängt.',
  copied: (label) =>
    `Kopierat: ${label}. Program på den här datorn kan läsa urklipp och sidan kan inte tömma det åt dig. Kopiera något annat när du är klar.`,
  copyRefused: 'Webbläsaren tillät inte kopiering. Visa svaret och kopiera det för hand.',
  keyGone:
    'Sidan har laddats om eller loggats ut och har inte längre nyckeln till de konfidentiella svaren. Skicka formuläret igen: bara då kan du läsa allt.',
  keyGoneSubmitted:
    'Sidan har laddats om eller loggats ut och har inte längre nyckeln till de konfidentiella svaren. Resten går att läsa; skicka igen det som saknas.',
  wasSentAgain: 'Skickat igen med en ny länk. Den tidigare fungerar inte längre.',
  sendingUnclear:
    'Tjänsten svarade inte, så det är inte säkert att formuläret skickades. Finns det i listan, skicka det igen eller återkalla det.',

  templateChanged:
    'Formuläret har ändrats under tiden och inget har skickats. Se igen på vad det frågar och skicka det sedan.',
  conflict: 'Formuläret har hunnit vidare under tiden. Se på dess status.',
  tooMany: 'Det är för mycket på gång just nu. Vänta en minut och försök igen.',
  refused: 'Tjänsten tog inte emot detta.',
  unreachable: 'Tjänsten kan inte nås just nu.',
  notPermitted: 'Din profil tillåter inte säkra formulär.',
  noLonger: 'Detta är inte längre tillgängligt: konversationen är avslutad eller det som lämnades in har raderats.',
  over: 'Konversationen är avslutad. Inget kan skickas eller läsas längre.',
  transferred: 'En kollega har konversationen nu. Det du själv skickat kan du läsa så länge den pågår.',
  overOrTransferred: 'Konversationen är avslutad, eller så har en kollega den nu. Inget kan skickas härifrån.',

  live: 'Direkt',
  connecting: 'Ansluter…',
  withoutPush: 'Ingen direktanslutning. Sidan frågar var tionde sekund i stället.',

  idleWarning: (left) => `Du har inte gjort något på ett tag. Tid kvar till utloggning: ${left}.`,
  stay: 'Förbli inloggad',
  signedOutIdle: 'Du loggades ut eftersom inget gjordes på ett tag. Alla svar har tagits bort från sidan.',
  signedOut: 'Du är utloggad. Alla svar har tagits bort från sidan.',
  noToken: 'Ingen är inloggad i arbetsytan runt den här panelen.',
  signInAgain: 'Fortsätt efter inloggning',
  lookAgain: 'Titta igen',
  notFramed: 'Panelen fungerar i din agentarbetsyta och visar inget på egen hand.',
}
