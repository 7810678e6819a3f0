import type { TemplateTexts } from './texts.ts'

export const tr: TemplateTexts = {
  cardPayment: {
    title: 'Kartla ödeme',
    intro: 'Ödeme yapmak istediğiniz kartın bilgilerini girin. Bilgiler sohbette görünmez.',
    submitLabel: 'Kart bilgilerini gönder',
    cardholderName: { label: 'Kart üzerindeki ad', hint: 'Kartta yazıldığı gibi.' },
    cardNumber: 'Kart numarası',
    cardExpiry: 'Son kullanma tarihi',
    securityCode: {
      label: 'Güvenlik kodu',
      hint: 'Arka yüzdeki 3 rakam (Amex: ön yüzde 4)',
    },
    postalCode: { label: 'Fatura adresinin posta kodu', hint: 'Kart ekstrelerinizin gönderildiği adres.' },
  },
  identityCheck: {
    title: 'Kimlik doğrulama',
    intro:
      'Hesabınızla ilgili yardımcı olabilmemiz için lütfen kimliğinizi doğrulayın. Yanıtlarınız sohbette görünmez.',
    submitLabel: 'Yanıtları gönder',
    fullName: { label: 'Ad ve soyadı', hint: 'Resmî belgenizde yazıldığı gibi.' },
    dateOfBirth: 'Doğum tarihi',
    documentKind: 'Hangi numarayı vereceksiniz?',
    socialSecurity: 'Sosyal güvenlik numarası',
    identityCard: 'Kimlik kartı',
    passport: 'Pasaport',
    drivingLicence: 'Sürücü belgesi',
    nationalId: {
      label: 'Numara',
      hint: '4 ile 32 harf ve rakam. Boşluk, nokta, tire ve eğik çizgi kullanabilirsiniz.',
    },
  },
  bankAccount: {
    title: 'Banka hesabı bilgileri',
    intro: 'Kullanmamız gereken hesabı girin. Bilgiler sohbette görünmez.',
    submitLabel: 'Hesap bilgilerini gönder',
    accountHolder: { label: 'Hesap sahibi', hint: 'Hesabın ait olduğu kişinin veya şirketin adı.' },
    iban: {
      label: 'IBAN',
      hint: 'Ülkeyi gösteren iki harfle başlar ve hesap özetlerinizde yazar. Boşluk kullanabilirsiniz.',
    },
    accountKind: 'Hesap türü',
    personal: 'Bireysel hesap',
    business: 'Ticari hesap',
    mayUseAccount: 'Hesap sahibi misiniz veya hesap sahibi adına işlem yapma yetkiniz var mı?',
  },
}
