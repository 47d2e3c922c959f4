/*
 * What keeps a group able to serve its address: two members, A and B, each of which may come back on a second home.
 *
 * Faults come one at a time, each when everything that the rule has to do after the one before is done. Must hold:
 * whenever nothing is left to do, the address is served, or nobody could serve it without the operator; no process
 * waits for a name that a dead record blocks; nobody that is licensed is isolated; and it takes fewer than WORK steps
 * to come to rest. No time: a promise or a confirmation is in force as long as it would be renewed, and a wait is over
 * at some time. FAULTS is the number of faults.
 *
 * WITNESS asks whether a state can be reached that the model would be empty without. Every other macro breaks one
 * clause; README.md lists them.
 */
#ifndef FAULTS
#define FAULTS 4
#endif
#define WORK 16

#define NOBODY 2

#define ABSENT 0
#define WAITS 1           /* it wants to join */
#define IN 2

/* Home h of member n is number 2n + h. */
typedef Process {
  unsigned is : 2;
  bool frozen;
};

typedef Record {
  bool stands;
  bit home;
  bool lists[2];          /* those homes of the other member that may isolate this one */
  bool doubt;             /* this member does not know what became of its isolation of the other */
  bool slow;              /* the ensemble executes its writes, but answers later than G */
  bool able;              /* it is configured to own the address */
};

Process p[4];
Record r[2];
bool cut;                 /* nothing passes between the members */
bool away;                /* the ensemble answers nobody */
bool lossy;               /* the reply to the next isolation will be lost */
unsigned owner : 2;       /* the address record names this member */
bool ownerCurrent;        /* and the incarnation that its record names */
bool stranded;            /* the owner went with nobody there to follow it: that needs the operator */
unsigned faults : 3;
unsigned work : 5;

#define at(n) (2 * (n) + r[n].home)
#define current(n, h) (p[2 * n + h].is == IN && r[n].stands && r[n].home == h)
#define up(n) (r[n].stands && p[at(n)].is == IN && !p[at(n)].frozen)
#define holds(n) (owner == n && ownerCurrent)
#define seat(n) r[1 - (n)].lists[r[n].home]

/* Who answers n's heartbeats: every home on its list, the other member being up on it. */
#define answers(n, h) (!r[n].lists[h] || up(1 - (n)) && r[1 - (n)].home == h && !cut)
#define reaches(n) (answers(n, 0) && answers(n, 1))
#define anyListed(n) (r[n].lists[0] || r[n].lists[1])
#define promised(n) (reaches(n) && !(anyListed(n) && r[1 - (n)].doubt))
#define confirmed(n) (!away && !r[n].slow)
#define licensed(n) (up(n) && (promised(n) || confirmed(n)))

/* --- what must hold when nothing is left to do --- */

#define serves(n) (holds(n) && licensed(n))
#define could(n) (r[n].able && up(n) && (confirmed(n) || reaches(n)))
#define keeps(n) (holds(n) && up(n) && reaches(n))
#define EXCUSED (stranded || (away -> !keeps(0) && !keeps(1) : !could(0) && !could(1)))
#define SERVED (serves(0) || serves(1) || EXCUSED)
#define blocked(n) (!away && (p[2 * n].is == WAITS || p[2 * n + 1].is == WAITS) && r[n].stands && !up(n) && \
  !holds(n) && up(1 - n))

/* --- the rule --- */

/* End of doubt, or no end (5) */
#ifdef DOUBT_STAYS
#define mayResolve false
#else
#define mayResolve true
#endif
/* Nobody is isolated whose beat moves (8) */
#ifdef NO_BEAT
#define still(n) (cut || !up(n))
#else
#define still(n) (!up(n))
#endif
/* Without a seat only who holds nothing (8) */
#ifdef DEAD_NAME_BLOCKS
#define mayIsolate(n) seat(n)
#else
#define mayIsolate(n) (seat(n) || !holds(1 - n))
#endif
#ifdef NO_READMISSION
#define mayAdmit false
#else
#define mayAdmit true
#endif
#ifdef NO_RESIGNING
#define mayResign false
#else
#define mayResign true
#endif

inline isolated(n) {
  r[n].stands = false;
  r[n].doubt = false;
  stranded = (owner == n -> false : stranded);
  ownerCurrent = (owner == n -> false : ownerCurrent)
}

/* A new incarnation lists the homes of all active members (2), inherits its seat (3), and is in no doubt. */
inline join(n, h) {
  isolated(n);
  p[2 * n + h].is = IN;
  r[n].stands = true;
  r[n].home = h;
  r[n].lists[0] = (r[1 - n].stands && r[1 - n].home == 0);
  r[n].lists[1] = (r[1 - n].stands && r[1 - n].home == 1)
}

#define homeSteps(n, h) \
  /* Isolated but alive: it comes back as a new incarnation; superseded: it exits (2, 11) */ \
  :: d_step { p[2 * n + h].is == IN && !p[2 * n + h].frozen && !away && !current(n, h) -> work++; \
       p[2 * n + h].is = (r[n].stands -> ABSENT : WAITS) } \
  /* It joins if the name is free or its home is its own (2) */ \
  :: d_step { p[2 * n + h].is == WAITS && !p[2 * n + h].frozen && !away && (!r[n].stands || r[n].home == h) -> \
       work++; join(n, h) } \
  /* Its list: it adds an active member that it hears, drops one that is not active any more (4) */ \
  :: d_step { mayAdmit && up(n) && !away && !cut && up(1 - n) && r[1 - n].home == h && !r[n].lists[h] -> work++; \
       r[n].lists[h] = true } \
  :: d_step { up(n) && !away && r[n].lists[h] && !(r[1 - n].stands && r[1 - n].home == h) -> work++; \
       r[n].lists[h] = false }

#define memberSteps(n) \
  homeSteps(n, 0) \
  homeSteps(n, 1) \
  /* It isolates the other (8); when the reply is lost, either may have happened */ \
  :: d_step { up(n) && !away && !r[n].doubt && r[1 - n].stands && still(1 - n) && mayIsolate(n) && !lossy -> work++; \
       assert(!licensed(1 - n)); isolated(1 - n) } \
  :: d_step { up(n) && !away && !r[n].doubt && r[1 - n].stands && still(1 - n) && mayIsolate(n) && lossy -> work++; \
       lossy = false; r[n].doubt = true; isolated(1 - n) } \
  :: d_step { up(n) && !away && !r[n].doubt && r[1 - n].stands && still(1 - n) && mayIsolate(n) && lossy -> work++; \
       lossy = false; r[n].doubt = true } \
  :: d_step { mayResolve && up(n) && !away && r[n].doubt -> work++; r[n].doubt = false } \
  /* It claims (10) */ \
  :: d_step { r[n].able && licensed(n) && !away && !r[n].doubt && !ownerCurrent -> work++; \
       owner = n; ownerCurrent = true } \
  /* Suspended while the ensemble answers: it resigns (7) */ \
  :: d_step { mayResign && up(n) && holds(n) && !licensed(n) && !away -> work++; \
       owner = NOBODY; ownerCurrent = false }

/* --- the faults --- */

/* Does its going leave nobody who could follow? Asked before it goes: whom it could admit, it should have. */
#define leavesNobody(n) (holds(n) && up(n) && !(up(1 - n) && (!cut && !away || seat(1 - n))))

#define faultsAt(n, h) \
  :: p[2 * n + h].is == ABSENT -> p[2 * n + h].is = WAITS \
  /* The machine is gone, and nobody can tell */ \
  :: p[2 * n + h].is != ABSENT -> \
     stranded = (current(n, h) && leavesNobody(n) -> true : stranded); \
     p[2 * n + h].is = ABSENT; p[2 * n + h].frozen = false \
  /* The process dies, which the other member can prove (9) */ \
  :: current(n, h) && up(1 - n) && !cut && !away -> \
     isolated(n); p[2 * n + h].is = ABSENT; p[2 * n + h].frozen = false \
  :: p[2 * n + h].is != ABSENT && !p[2 * n + h].frozen -> \
     stranded = (current(n, h) && leavesNobody(n) -> true : stranded); \
     p[2 * n + h].frozen = true \
  :: p[2 * n + h].frozen -> p[2 * n + h].frozen = false; \
     stranded = (holds(n) && current(n, h) -> false : stranded)

inline fault() {
  if
  faultsAt(0, 0)
  faultsAt(0, 1)
  faultsAt(1, 0)
  faultsAt(1, 1)
  :: cut = !cut
  :: away = !away
  :: r[0].slow = !r[0].slow
  :: r[1].slow = !r[1].slow
  :: !lossy -> lossy = true
  fi
}

init {
  atomic {
    p[0].is = IN;
    p[2].is = IN;
    r[0].stands = true;
    r[0].lists[0] = true;
    r[1].stands = true;
    r[1].lists[0] = true;
    ownerCurrent = true;
    r[0].able = true;
    if
    :: r[1].able = true
    :: true
    fi
  }
  do
  :: work >= WORK -> assert(false)   /* it never comes to rest */
  memberSteps(0)
  memberSteps(1)
#ifdef WITNESS
  :: serves(1) && r[1].home == 1 && p[0].is == ABSENT && p[1].is == ABSENT -> assert(false)
#endif
  :: else ->
     atomic {
       assert(SERVED);
       assert(!blocked(0) && !blocked(1));
       work = 0;
       if
       :: faults < FAULTS -> faults++; fault()
       :: else -> break
       fi
     }
  od
}
