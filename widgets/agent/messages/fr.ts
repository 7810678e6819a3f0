import type { Messages } from './messages.ts'

export const messages: Messages = {
  title: 'Formulaires sécurisés',
  starting: 'Récupération des formulaires de cette conversation…',

  sendHeading: 'Envoyer un formulaire',
  search: 'Rechercher un formulaire',
  found: (count) => `Formulaires trouvés\u00a0: ${count}`,
  noForms: 'Ce site n’a pas encore de formulaire.',
  templatesUnreachable: 'La liste des formulaires est indisponible pour le moment.',
  language: 'Langue du formulaire',
  willAsk: (count) => `Ce qui est demandé (${count})`,
  optional: 'facultatif',
  offTheRecord: 'confidentiel, conservé nulle part',
  send: 'Envoyer',

  listHeading: 'Formulaires de cette conversation',
  nothingSent: 'Rien n’a encore été envoyé.',
  status: {
    sent: 'Envoyé. Pas encore ouvert.',
    opened: 'Ouvert.',
    submitted: 'Transmis.',
    retrieved: 'Vu.',
    declined: 'La personne préfère ne pas répondre.',
    cancelled: 'Annulé. Son lien ne fonctionne plus.',
    expired: 'Expiré avant d’être transmis.',
  },
  filling: (done, asked) => `En cours de saisie\u00a0: ${done} sur ${asked}.`,
  arrived: 'Transmis. Les réponses sont là, pour vous seul(e).',
  sentAt: (time) => `Envoyé\u00a0: ${time}`,
  completes: 'complète un formulaire précédent',
  byColleague: (agentId) => `Envoyé par un(e) collègue (${agentId}). Seule cette personne peut voir les réponses.`,

  sendAgain: 'Renvoyer',
  cancel: 'Annuler',
  read: 'Lire les réponses',
  show: 'Afficher les réponses',
  putAway: 'Ranger',
  askAgainThis: 'Renvoyer cette question seulement',
  askAgainThese: 'Renvoyer ces questions seulement',
  reveal: 'Révéler',
  hide: 'Masquer',
  copy: 'Copier',
  open: 'Ouvrir une fois',
  yes: 'Oui',
  no: 'Non',

  notAnswered: 'Sans réponse',
  sealedHere: 'Scellé pour cet onglet. S’ouvre une seule fois.',
  openedOnce:
    'Ouvert cette seule fois avec la clé de cet onglet. Cette réponse n’est conservée nulle part et cette page l’oublie au bout d’une minute.',
  forgotten: 'Oublié, comme promis.',
  gone: 'Disparu\u00a0: cette réponse n’est remise qu’une fois et n’est conservée nulle part.',
  cannotOpen: 'Cette réponse n’a pas été scellée pour cet onglet et reste fermée.',
  copied: (label) =>
    `Copié\u00a0: ${label}. Les programmes de cet ordinateur peuvent lire le presse-papiers et cette page ne peut pas le vider pour vous. Copiez autre chose ensuite.`,
  copyRefused: 'Le navigateur n’a pas permis la copie. Révélez la réponse et copiez-la à la main.',
  keyGone:
    'Cette page a été rechargée ou déconnectée et n’a plus la clé des réponses confidentielles. Renvoyez le formulaire\u00a0: c’est ainsi seulement que vous pourrez tout lire.',
  keyGoneSubmitted:
    'Cette page a été rechargée ou déconnectée et n’a plus la clé des réponses confidentielles. Le reste est lisible\u00a0; renvoyez ce qui manque.',
  wasSentAgain: 'Renvoyé avec un nouveau lien. L’ancien ne fonctionne plus.',
  sendingUnclear:
    'Le service n’a pas répondu\u00a0: il n’est pas certain que le formulaire soit parti. S’il est dans la liste, renvoyez-le ou annulez-le.',

  templateChanged:
    'Ce formulaire a été modifié entre-temps et rien n’a été envoyé. Revoyez ce qui est demandé, puis envoyez-le.',
  conflict: 'Le formulaire a changé d’état entre-temps. Regardez où il en est.',
  tooMany: 'Trop de demandes en ce moment. Attendez une minute et réessayez.',
  refused: 'Le service n’a pas accepté cela.',
  unreachable: 'Le service est injoignable pour le moment.',
  notPermitted: 'Votre profil ne permet pas les formulaires sécurisés.',
  noLonger: 'Ce n’est plus disponible\u00a0: la conversation est terminée ou ce qui a été transmis a été effacé.',
  over: 'La conversation est terminée. Rien ne peut plus y être envoyé ni lu.',
  transferred:
    'La conversation est maintenant suivie par un(e) collègue. Ce que vous avez envoyé reste lisible tant qu’elle dure.',
  overOrTransferred:
    'La conversation est terminée, ou un(e) collègue la suit maintenant. Rien ne peut être envoyé d’ici.',

  live: 'En direct',
  connecting: 'Connexion…',
  withoutPush: 'Pas de connexion en direct. Cette page interroge le service toutes les dix secondes.',

  idleWarning: (left) => `Vous n’avez rien fait depuis un moment. Temps restant avant la déconnexion\u00a0: ${left}.`,
  stay: 'Rester connecté(e)',
  signedOutIdle: 'Vous avez été déconnecté(e) pour inactivité. Toutes les réponses ont été retirées de cette page.',
  signedOut: 'Vous êtes déconnecté(e). Toutes les réponses ont été retirées de cette page.',
  noToken: 'Personne n’est connecté dans l’espace agent qui entoure ce panneau.',
  signInAgain: 'Continuer après la connexion',
  lookAgain: 'Vérifier à nouveau',
  notFramed: 'Ce panneau fonctionne dans votre espace agent et n’affiche rien tout seul.',

  details: {
    add: 'Ajouter des détails',
    hint: 'Le visiteur voit ces informations au-dessus du formulaire. N’y saisissez pas de données personnelles.',
    purpose: 'Objet',
    amount: 'Montant',
    currency: 'Devise',
    reference: 'Référence',
    chooseCurrency: 'Choisissez une devise',
    amountFormat: (example) => `Saisissez un montant, par exemple ${example}`,
    tooLong: (count) => `Utilisez ${count} caractères au maximum`,
    noCardNumber: 'Ne saisissez pas de numéro de carte ici',
    referenceCharacters: 'Utilisez uniquement des lettres sans accent, des chiffres et des symboles courants',
  },
  receiptNumber: 'Numéro de confirmation',
}
