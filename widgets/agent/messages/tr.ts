import type { Messages } from './messages.ts'

export const messages: Messages = {
  title: 'Güvenli formlar',
  starting: 'Bu görüşmenin formları alınıyor…',

  sendHeading: 'Form gönder',
  search: 'Form ara',
  found: (count) => `Bulunan form: ${count}`,
  noForms: 'Bu sitenin henüz formu yok.',
  templatesUnreachable: 'Seçilecek formlar şu anda alınamıyor.',
  language: 'Formun dili',
  willAsk: (count) => `Ne soruyor (${count})`,
  optional: 'isteğe bağlı',
  offTheRecord: 'gizli, hiçbir yerde saklanmaz',
  send: 'Gönder',

  listHeading: 'Bu görüşmenin formları',
  nothingSent: 'Henüz bir şey gönderilmedi.',
  status: {
    sent: 'Gönderildi. Henüz açılmadı.',
    opened: 'Açıldı.',
    submitted: 'Yanıtlar gönderildi.',
    retrieved: 'Görüldü.',
    declined: 'Ziyaretçi doldurmak istemiyor.',
    cancelled: 'İptal edildi. Bağlantısı artık çalışmıyor.',
    expired: 'Gönderilmeden süresi doldu.',
  },
  filling: (done, asked) => `Dolduruluyor: ${done} / ${asked}.`,
  arrived: 'Yanıtlar burada, yalnızca sizin için.',
  sentAt: (time) => `Gönderildi: ${time}`,
  completes: 'önceki bir formu tamamlıyor',
  byColleague: (agentId) => `Bir ekip arkadaşınız gönderdi (${agentId}). Yanıtları yalnızca o görebilir.`,

  sendAgain: 'Yeniden gönder',
  cancel: 'İptal et',
  read: 'Yanıtları oku',
  show: 'Yanıtları göster',
  putAway: 'Yanıtları gizle',
  askAgainThis: 'Yalnızca bu soruyu yeniden gönder',
  askAgainThese: 'Yalnızca bu soruları yeniden gönder',
  reveal: 'Göster',
  hide: 'Gizle',
  copy: 'Kopyala',
  open: 'Bir kez aç',
  yes: 'Evet',
  no: 'Hayır',

  notAnswered: 'Yanıtlanmadı',
  sealedHere: 'Bu sekme için mühürlendi. Bir kez açılır.',
  openedOnce:
    'Bu sekmenin anahtarıyla bu tek sefer için açıldı. Hiçbir yerde saklanmaz ve bu sayfa bir dakika sonra unutur.',
  forgotten: 'Söz verildiği gibi unutuldu.',
  gone: 'Artık yok: bir kez teslim edilir ve hiçbir yerde saklanmaz.',
  cannotOpen: 'Bu sekme için mühürlenmedi ve kapalı kalır.',
  copied: (label) =>
    `Kopyalandı: ${label}. Bu bilgisayardaki programlar panoyu okuyabilir ve bu sayfa onu sizin için boşaltamaz. İşiniz bitince başka bir şey kopyalayın.`,
  copyRefused: 'Tarayıcı kopyalamaya izin vermedi. Yanıtı gösterip elle kopyalayın.',
  keyGone:
    'Bu sayfa yeniden yüklendi ya da oturum kapandı ve gizli yanıtların anahtarı artık yok. Formu yeniden gönderin: ancak o zaman tümünü okuyabilirsiniz.',
  keyGoneSubmitted:
    'Bu sayfa yeniden yüklendi ya da oturum kapandı ve gizli yanıtların anahtarı artık yok. Kalanı okunabilir; eksik olanı yeniden gönderin.',
  wasSentAgain: 'Yeni bir bağlantıyla yeniden gönderildi. Önceki bağlantı artık çalışmıyor.',
  sendingUnclear:
    'Hizmet yanıt vermedi; formun gönderildiği kesin değil. Listedeyse yeniden gönderin ya da iptal edin.',

  templateChanged:
    'Bu form bu arada değiştirildi ve hiçbir şey gönderilmedi. Ne sorduğuna yeniden bakın, sonra gönderin.',
  conflict: 'Form bu arada ilerledi. Durumuna bakın.',
  tooMany: 'Şu anda çok fazla istek var. Bir dakika bekleyip yeniden deneyin.',
  refused: 'Hizmet bunu kabul etmedi.',
  unreachable: 'Hizmete şu anda ulaşılamıyor.',
  notPermitted: 'Profiliniz güvenli formlara izin vermiyor.',
  noLonger: 'Bu artık kullanılamıyor: görüşme bitti ya da gönderilenler silindi.',
  over: 'Görüşme bitti. Artık hiçbir şey gönderilemez ve okunamaz.',
  transferred: 'Görüşme artık bir ekip arkadaşınızda. Kendi gönderdiklerinizi görüşme sürdükçe okuyabilirsiniz.',
  overOrTransferred: 'Görüşme bitti ya da artık bir ekip arkadaşınızda. Buradan bir şey gönderilemez.',

  live: 'Canlı',
  connecting: 'Bağlanıyor…',
  withoutPush: 'Canlı bağlantı yok. Bu sayfa bunun yerine on saniyede bir soruyor.',

  idleWarning: (left) => `Bir süredir bir şey yapmadınız. Oturumun kapanmasına kalan süre: ${left}.`,
  stay: 'Oturumu açık tut',
  signedOutIdle: 'Bir süre işlem yapılmadığı için oturumunuz kapatıldı. Tüm yanıtlar bu sayfadan kaldırıldı.',
  signedOut: 'Oturumunuz kapalı. Tüm yanıtlar bu sayfadan kaldırıldı.',
  noToken: 'Bu paneli çevreleyen masaüstünde oturum açmış kimse yok.',
  signInAgain: 'Oturum açtıktan sonra devam et',
  lookAgain: 'Yeniden bak',
  notFramed: 'Bu panel temsilci masaüstünüzün içinde çalışır ve tek başına bir şey göstermez.',
}
