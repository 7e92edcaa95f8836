import { useChange } from '../../../data/useChange.ts'
import { Card } from '../../../ui/Card.tsx'
import { useDates } from '../../../ui/dates.ts'
import { Link } from '../../../ui/Link.tsx'
import { Refused } from '../../../ui/Refused.tsx'
import { saveFile } from '../csv.ts'
import type { AppView } from '../useApp.ts'
import type { Callbacks } from './CallbackConfiguration.tsx'
import styles from './callbacks.module.css'

/** **HTTPS Mutual Authentication Certificate Download**: made when it is first asked for. */
export function Certificate({ app, callbacks, reason }: { app: AppView; callbacks: Callbacks; reason: string | null }) {
  const dates = useDates()
  const certificate = useChange('callback.certificate')
  const { sdkAppId } = app
  return (
    <Card
      title="HTTPS Mutual Authentication Certificate Download"
      action={
        <Link
          label="Download certificate"
          disabled={reason !== null || certificate.isPending}
          onClick={() =>
            certificate.mutate(
              { sdkAppId },
              { onSuccess: (made) => saveFile(`plenum-${sdkAppId}.pem`, made.certificate, 'application/x-pem-file') },
            )
          }
        >
          Download
        </Link>
      }
    >
      <p className={styles.none}>
        Plenum shows this certificate to your web server, which can check it and let nobody else in.{' '}
        {callbacks.certificateUntil
          ? `It is valid until ${dates.day(callbacks.certificateUntil)}.`
          : 'It is made for this app with the first download.'}
      </p>
      {certificate.error ? <Refused failure={certificate.error} /> : null}
    </Card>
  )
}
