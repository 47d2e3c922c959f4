/*
 * The licence of one member incarnation, A, that owns an address, against two members that may come to claim it.
 *
 * Must hold: A is never licensed while a member of the group is past the gate at which it may claim.
 *
 * One step is one thing that one party does. Nobody ever has to do anything, so standing still, being slow, being cut
 * off and losing a message need no steps of their own. Only TICK ages what is timed.
 *
 * Lengths are real ticks in the worst case: how long the slowest clock of an owner may believe something, how long the
 * fastest clock of a claimer waits for it. With a rate error e of 1/5 (k = 3/2), a promise of 2.4 and a confirmation of
 * 1.6 ticks these are L/(1-e) = kL/(1+e) = 3 and G/(1-e) = kG/(1+e) = 2, which are L and G here; a wait that forgets k
 * is shorter: G/(1+e), of which one whole tick passes.
 *
 * SAME_NAME   the second member runs under the name of the first, from another home
 * JOINER      a second process of A's own name, on another home, is there too
 * ACQUIRE     A begins without an address, so that a member without a seat may isolate it
 *
 * WITNESS_... ask whether a state can be reached that the model would be empty without. Every other macro breaks one
 * clause; README.md lists them.
 */
#ifndef L
#define L 3
#endif
#ifndef G
#define G 2
#endif

#define KL L   /* for the claimer */
#ifdef UNSCALED_WAIT
#define KG (G - 1)
#elif defined(NO_WAIT)
#define KG 0
#else
#define KG G
#endif

/* A heartbeat, a confirmation, an isolation: where is it? */
#define NOWHERE 0
#define UNDER_WAY 1
#define YES 2
#define NO 3

/* What a claimer is about with its isolation of A. */
#define IDLE 0
#define WAITING 1
#define DOUBT 2
#define FENCED 3
#define KNOWS 4

/* A's change of its list; the last two: A has given up waiting for the reply. */
#define SETTLED 0
#define ASKED 1
#define MADE 2
#define LATE 3
#define LOST 4

typedef Claimer {
  unsigned beat : 2;       /* A's heartbeat to this member: NOWHERE, UNDER_WAY, YES = the answer is under way */
  unsigned beatAge : 3;    /* ticks since it was sent */
  unsigned believed : 3;   /* ticks that A still counts on the promise */
  unsigned bound : 3;      /* ticks that the member still keeps it */
  unsigned doing : 3;
  unsigned call : 2;       /* its transaction that isolates A: NOWHERE, UNDER_WAY, or the reply: YES, NO */
  unsigned gate : 3;       /* ticks until it may claim, once it KNOWS */
  bool current;            /* its record is active and names its incarnation */
  bool listed;             /* A counts it among those who may isolate A */
  bool seat;               /* so does A's record */
#ifdef WAIT_FROM_SENDING
  unsigned sent : 3;       /* ticks that would be left of a wait that began with the sending */
#endif
#ifdef STAMP_AT_TOP
  unsigned iteration : 3;  /* ticks since the member's iteration began */
#endif
};

Claimer c[2];
bool isolated;             /* A's record does not name A's incarnation as active any more */
unsigned ask : 2;          /* A's confirmation: NOWHERE, UNDER_WAY, YES = the reply is under way */
unsigned askAge : 3;
unsigned confirmed : 3;    /* ticks that A still counts on it */
unsigned change : 3;       /* of the list */
bool adds;                 /* it adds, or else drops, */
bit whom;                  /* this member */
bool holds = true;         /* A owns an address */
#ifdef JOINER
bool joined;               /* a second process of A's name */
unsigned joinerGate : 3;
#endif

#define kept(i) (!c[i].listed || c[i].believed > 0)
#ifdef ANY_PROMISE
#define PROMISED (c[0].listed && c[0].believed > 0 || c[1].listed && c[1].believed > 0)
#else
#define PROMISED (kept(0) && kept(1))
#endif
#define LICENSED (holds && (confirmed > 0 || PROMISED))

#ifdef OWN_CLAIM_ONLY
#define past(i) (c[i].current && c[i].doing == KNOWS && c[i].gate == 0 && c[i].bound == 0)
#else
#define past(i) (c[i].current && c[i].doing == KNOWS && c[i].gate == 0)
#endif
#ifdef JOINER
#define PAST_GATE (past(0) || past(1) || joined && joinerGate == 0)
#else
#define PAST_GATE (past(0) || past(1))
#endif

#define max(a, b) (a > b -> a : b)
#define older(x) x = (x > 0 -> x - 1 : 0)

/* --- time --- */

#ifdef PROMISE_FROM_RECEIPT
#define spent(age, limit) age = (age < limit -> age + 1 : age)
#define beatSpent(i) if :: c[i].beat != NOWHERE -> spent(c[i].beatAge, L) :: else fi
#else
/* An answer that comes after L is worth nothing: whether it comes makes no difference. */
#define beatSpent(i) \
  if :: c[i].beat != NOWHERE && c[i].beatAge + 1 >= L -> c[i].beat = NOWHERE; c[i].beatAge = 0 \
     :: c[i].beat != NOWHERE && c[i].beatAge + 1 < L -> c[i].beatAge++ \
     :: else fi
#endif

inline ageClaimer(i) {
  older(c[i].believed);
  older(c[i].bound);
  older(c[i].gate);
#ifdef WAIT_FROM_SENDING
  older(c[i].sent);
#endif
#ifdef STAMP_AT_TOP
  c[i].iteration = (c[i].iteration < KL -> c[i].iteration + 1 : KL);
#endif
  beatSpent(i)
}

inline ageOwner() {
  older(confirmed);
  if
  :: ask == NOWHERE
#ifdef CONFIRM_FROM_RECEIPT
  :: ask != NOWHERE -> askAge = (askAge < G -> askAge + 1 : askAge)
#else
  :: ask != NOWHERE && askAge + 1 >= G -> ask = NOWHERE; askAge = 0
  :: ask != NOWHERE && askAge + 1 < G -> askAge++
#endif
  fi
}

/* --- what a claimer learns (clause 10) --- */

inline learn(i) {
  c[i].doing = KNOWS;
  c[i].call = NOWHERE;
#ifdef WAIT_FROM_SENDING
  c[i].gate = c[i].sent;
#else
  c[i].gate = KG;
#endif
#ifndef OWN_CLAIM_ONLY
  c[i].bound = 0
#endif
}

inline learnOrGoOn(i) {
  if
  :: isolated -> learn(i)
  :: else -> c[i].doing = IDLE
  fi
}

/* --- which claimer may what --- */

#if defined(PROMISE_AFTER)
#define mayPromise(i) (c[i].doing == IDLE || c[i].doing == KNOWS)
#elif defined(PROMISE_IN_FLIGHT)
#define mayPromise(i) (c[i].doing != KNOWS)
#else
#define mayPromise(i) (c[i].doing == IDLE)
#endif

#if defined(INSIDE_PROMISE) || defined(OWN_CLAIM_ONLY)
#define promiseOver(i) true
#else
#define promiseOver(i) (c[i].bound == 0)
#endif

#if defined(NO_SEAT)
#define seated(i) true
#elif defined(SEAT_BY_NAME)
#define seated(i) (c[0].seat || c[1].seat)
#else
#define seated(i) (c[i].seat)
#endif

/* A member without a seat may isolate who holds nothing; the transaction itself must check that. */
#ifdef HOLDS_UNCHECKED
#define emptyHanded(i) true
#define maySend(i) (c[i].seat || !holds)
#else
#define emptyHanded(i) (!holds)
#define maySend(i) true
#endif

#ifdef SAME_NAME
#define nameFree(i) (!c[1 - i].current)
#else
#define nameFree(i) true
#endif

#ifdef STAMP_AT_TOP
#define bindFor(i) (KL - c[i].iteration)
#else
#define bindFor(i) KL
#endif

#ifdef PROMISE_FROM_RECEIPT
#define worth(i) L
#else
#define worth(i) (L - c[i].beatAge)
#endif

/* --- the steps of one claimer, and A's with it --- */

#define claimerSteps(i) \
  /* A sends a heartbeat; one that was under way is lost (clause 5) */ \
  :: d_step { true -> c[i].beat = UNDER_WAY; c[i].beatAge = 0 } \
  /* The member promises, from a reading of its clock after it received, and answers (5, 13) */ \
  :: d_step { c[i].beat == UNDER_WAY && mayPromise(i) -> \
       c[i].beat = YES; c[i].bound = max(c[i].bound, bindFor(i)) } \
  /* A counts the promise from its sending (5, 13) */ \
  :: d_step { c[i].beat == YES -> \
       c[i].believed = max(c[i].believed, worth(i)); c[i].beat = NOWHERE; c[i].beatAge = 0 } \
  /* The member isolates A, its promise being over (8). That A's beat has stood still is not asked for here: safety \
     does not rest on it. */ \
  :: d_step { c[i].doing == IDLE && c[i].call == NOWHERE && c[i].current && !isolated && promiseOver(i) && \
         maySend(i) -> \
       c[i].doing = WAITING; c[i].call = UNDER_WAY; noteSending(i) } \
  /* The ensemble executes that, however late: only for an active member (1) with a seat (8) */ \
  :: d_step { c[i].call == UNDER_WAY -> \
       if :: mayIsolate(i) && !isolated && (seated(i) || emptyHanded(i)) -> isolated = true; c[i].call = YES \
          :: else -> c[i].call = NO fi; \
       if :: c[i].doing == WAITING :: else -> c[i].call = NOWHERE fi } \
  :: d_step { c[i].doing == WAITING && c[i].call == YES -> learn(i) } \
  :: d_step { c[i].doing == WAITING && c[i].call == NO -> c[i].call = NOWHERE; learnOrGoOn(i) } \
  /* No reply came: doubt, which a rewriting of its own record ends, and then a look at A's (5) */ \
  :: d_step { c[i].doing == WAITING -> \
       c[i].doing = DOUBT; c[i].call = (c[i].call == UNDER_WAY -> UNDER_WAY : NOWHERE) } \
  :: d_step { c[i].doing == DOUBT && c[i].current -> fence(i) } \
  :: d_step { c[i].doing == FENCED -> learnOrGoOn(i) } \
  /* It reads that A is isolated */ \
  :: d_step { c[i].doing == IDLE && isolated -> learn(i) } \
  /* Its process dies and another takes over its home, or it starts for the first time (2, 3, 5) */ \
  :: d_step { c[i].current || nameFree(i) -> c[i].bound = freshBound(i); start(i) } \
  /* Isolated but alive, it comes back as a new incarnation and keeps its promises (11) */ \
  :: d_step { !c[i].current && nameFree(i) -> start(i) } \
  /* Somebody isolates it; its process need not know */ \
  :: d_step { c[i].current -> c[i].current = false } \
  /* A adds an active member; it counts from now on (4) */ \
  :: d_step { change == SETTLED && !c[i].listed && c[i].current -> \
       change = ASKED; adds = true; whom = i; c[i].listed = growsAtOnce } \
  /* A drops a member that is not active; it counts until the reply (4) */ \
  :: d_step { change == SETTLED && c[i].listed && !c[i].current && (c[1 - i].listed || !c[1 - i].current) -> \
       change = ASKED; adds = false; whom = i; c[i].listed = !shrinksAtOnce } \
  stampSteps(i)

#ifdef WAIT_FROM_SENDING
#define noteSending(i) c[i].sent = KG
#else
#define noteSending(i) skip
#endif
#ifdef LATE_ISOLATION
#define mayIsolate(i) true
#else
#define mayIsolate(i) (c[i].current)
#endif
#ifdef NO_FENCE
#define fence(i) c[i].doing = FENCED
#else
#define fence(i) c[i].doing = FENCED; c[i].call = NOWHERE
#endif
#ifdef PROMISE_FORGOTTEN
#define freshBound(i) 0
#else
#define freshBound(i) max(c[i].bound, KL)
#endif
#ifdef GROW_ON_REPLY
#define growsAtOnce false
#else
#define growsAtOnce true
#endif
#ifdef SHRINK_ON_SEND
#define shrinksAtOnce true
#else
#define shrinksAtOnce false
#endif
#ifdef STAMP_AT_TOP
#define stampSteps(i) :: d_step { c[i].iteration > 0 -> c[i].iteration = 0 }
#else
#define stampSteps(i)
#endif

/* A new incarnation: what the former one has under way is refused from now on (1). It reads A's record. */
inline start(i) {
  c[i].current = true;
  c[i].gate = 0;
#ifdef LATE_ISOLATION
  c[i].call = (c[i].call == UNDER_WAY -> UNDER_WAY : NOWHERE);
#else
  c[i].call = NOWHERE;
#endif
  learnOrGoOn(i)
}

/* The ensemble executes a change of A's list, if A's record is active still. */
inline executeChange() {
  if
  :: isolated -> change = LOST
  :: else ->
     c[whom].seat = adds;
     change = (change == ASKED -> MADE : LOST)
  fi
}

/* The record is what counts from now on. */
inline settle() {
  c[0].listed = c[0].seat;
  c[1].listed = c[1].seat;
  change = SETTLED;
  adds = false;
  whom = 0
}

#ifdef STALE_READ
#define CONFIRMS true
#else
#define CONFIRMS (!isolated)
#endif
#ifdef CONFIRM_FROM_RECEIPT
#define CONFIRM_WORTH G
#else
#define CONFIRM_WORTH (G - askAge)
#endif
#ifdef JOIN_OVER_ACTIVE
#define JOIN_ALLOWED true
#else
#define JOIN_ALLOWED isolated
#endif
#ifdef NAME_CLAIMS_AT_ONCE
#define JOINER_WAIT 0
#else
#define JOINER_WAIT KG
#endif

init {
  d_step {
    c[0].current = true;
    c[0].listed = true;
    c[0].seat = true;
#ifdef ACQUIRE
    holds = false
#endif
  }
  do
  :: LICENSED && PAST_GATE -> assert(false)   /* two may act for the address */
#ifdef WITNESS_LICENSED
  :: LICENSED && isolated && c[1].listed && c[1].seat -> assert(false)
#endif
#ifdef WITNESS_GATE
  :: past(0) && past(1) && c[1].seat -> assert(false)
#endif

  :: d_step { true -> /* TICK */
       ageClaimer(0);
       ageClaimer(1);
#ifdef JOINER
       older(joinerGate);
#endif
       ageOwner() }

  claimerSteps(0)
  claimerSteps(1)

  /* A's confirmation: a write, refused when A is isolated; good from its sending (6, 13) */
  :: d_step { true -> ask = UNDER_WAY; askAge = 0 }
  :: d_step { ask == UNDER_WAY && CONFIRMS -> ask = YES }
  :: d_step { ask == YES -> confirmed = max(confirmed, CONFIRM_WORTH); ask = NOWHERE; askAge = 0 }

  /* A's change of its list, in flight, in doubt, and out of doubt by rewriting the record (4) */
  :: d_step { change == ASKED || change == LATE -> executeChange() }
  :: d_step { change == MADE -> settle() }
  :: d_step { change == ASKED || change == MADE ->
       change = (change == ASKED -> LATE : LOST);
#ifdef DOUBT_IS_FAILURE
       c[whom].listed = !adds
#endif
     }
  :: d_step { (change == LATE || change == LOST) && !isolated -> settle() }

#ifdef JOINER
  /* A's name on another home: only when the record is not active (2), and then it waits like everybody (10) */
  :: d_step { !joined && JOIN_ALLOWED -> isolated = true; joined = true; joinerGate = JOINER_WAIT }
#endif
#ifdef ACQUIRE
  /* A comes by an address: a transaction that wants A's record active */
  :: d_step { !holds && !isolated -> holds = true }
#endif
  od
}
