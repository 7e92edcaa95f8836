import { Card } from '../../../ui/Card.tsx'
import { Bar, Bars } from '../../../ui/Faces.tsx'
import styles from './BasicConfiguration.module.css'

/** The page in the shape of its cards. */
export function WaitingCards() {
  return (
    <div className={styles.cards}>
      <Bar width={220} height={32} />
      <Card>
        <Bar width={180} height={28} />
        <Bars rows={6} height={28} />
      </Card>
      <div className={styles.pair}>
        <Card>
          <Bars rows={4} />
        </Card>
        <Card>
          <Bars rows={4} />
        </Card>
      </div>
    </div>
  )
}
