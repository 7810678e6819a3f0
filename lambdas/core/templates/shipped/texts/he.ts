import type { TemplateTexts } from './texts.ts'

export const he: TemplateTexts = {
  cardPayment: {
    title: 'תשלום בכרטיס',
    intro: 'נא להזין את פרטי הכרטיס שבו ברצונכם לשלם. הפרטים אינם מופיעים בצ׳אט.',
    submitLabel: 'שליחת פרטי הכרטיס',
    cardholderName: { label: 'השם שעל הכרטיס', hint: 'בדיוק כפי שהוא מודפס על הכרטיס.' },
    cardNumber: 'מספר הכרטיס',
    cardExpiry: 'תוקף',
    securityCode: {
      label: 'קוד אבטחה',
      hint: '3 ספרות בגב הכרטיס (ב-Amex: 4 בחזית)',
    },
    postalCode: { label: 'המיקוד של כתובת החיוב', hint: 'הכתובת שאליה נשלחים דפי הפירוט של הכרטיס.' },
  },
  identityCheck: {
    title: 'אימות זהות',
    intro: 'לפני שנוכל לעזור לכם בנוגע לחשבון, נא לאמת את זהותכם. התשובות אינן מופיעות בצ׳אט.',
    submitLabel: 'שליחת התשובות',
    fullName: { label: 'שם מלא', hint: 'כפי שהוא מופיע במסמך הרשמי.' },
    dateOfBirth: 'תאריך לידה',
    documentKind: 'איזה מספר תמסרו?',
    socialSecurity: 'מספר ביטוח לאומי',
    identityCard: 'תעודת זהות',
    passport: 'דרכון',
    drivingLicence: 'רישיון נהיגה',
    nationalId: { label: 'המספר עצמו', hint: '4 עד 32 אותיות וספרות. אפשר להקליד רווחים, נקודות, מקפים ולוכסנים.' },
  },
  bankAccount: {
    title: 'פרטי חשבון בנק',
    intro: 'נא להזין את החשבון שבו עלינו להשתמש. הפרטים אינם מופיעים בצ׳אט.',
    submitLabel: 'שליחת פרטי החשבון',
    accountHolder: { label: 'בעל החשבון', hint: 'שם האדם או החברה שהחשבון שייך להם.' },
    iban: {
      label: 'IBAN',
      hint: 'מתחיל בשתי אותיות לועזיות שמציינות את המדינה ומופיע בדפי החשבון. אפשר להקליד רווחים.',
    },
    accountKind: 'סוג החשבון',
    personal: 'חשבון פרטי',
    business: 'חשבון עסקי',
    mayUseAccount: 'האם החשבון שייך לכם, או שיש לכם הרשאה לפעול בו?',
  },
}
