/*
 * The planned hand-over of one address among three members: by compare-and-set of the address record, in any order of
 * delays, losses, isolations and returns. No time: what licence.pml shows is taken for granted, namely that nobody
 * claims while the former owner's incarnation is licensed.
 *
 * Must hold: never two members that may act for the address or have frames of it on the way.
 *
 * As in licence.pml, nobody ever has to do anything: a request may be executed however late, or never, and a reply may
 * come too late to count. A member that has been isolated does not know it, and stays licensed for any while. What is
 * bounded: MOVES hand-overs begun, FAULTS isolations, TRIES rewritings of the record.
 *
 * WITNESS asks whether a state can be reached that the model would be empty without. Every other macro breaks one
 * clause; README.md lists them.
 */
#ifndef MOVES
#define MOVES 2
#endif
#ifndef FAULTS
#define FAULTS 2
#endif
#ifndef TRIES
#define TRIES 2
#endif

#define NOBODY 3

/* A request in the network: not there, under way, or its reply. */
#define NOWHERE 0
#define UNDER_WAY 1
#define YES 2
#define NO 3

/* The hand-over as the giver sees it. */
#define NONE 0
#define STOPPED 1
#define SENT 2
#define DOUBT 3
#define FENCING 4

typedef Member {
  bool current;           /* its record is active */
  unsigned inc : 3;       /* and names this incarnation, the one that its process runs under */
  bool licensed;
  bool mine;              /* it takes the address for its own */
  bool frames;            /* frames of the running iteration are not out yet */
  unsigned knows : 4;     /* newest version of the address record that it knows */
  unsigned saw : 4;       /* version of a reading, under way to it, that names it as owner; 0 is none */
  unsigned step : 3;
  unsigned to : 2;        /* whom it gives the address, */
  unsigned toInc : 3;     /* and which incarnation of it */
  unsigned release : 2;   /* its compare-and-set to that incarnation, */
  unsigned over : 4;      /* which replaces this version */
  unsigned fence : 2;     /* its rewriting of the record as its own, over the version that it knows */
#ifdef ACTIVATE_BY_MESSAGE
  bool told;              /* the giver's message is under way to it */
#endif
};

Member m[3];
unsigned owner : 2;       /* the address record */
unsigned ownerInc : 3;
unsigned version : 4 = 1;
unsigned moves : 2;
unsigned faults : 2;
unsigned tries : 2;

#define acts(k) (m[k].mine && m[k].licensed)
#define busy(k) (acts(k) || m[k].frames)
#define TWO (busy(0) && busy(1) || busy(0) && busy(2) || busy(1) && busy(2))

#define recordSaysMe(k) (owner == k && ownerInc == m[k].inc)
#ifdef INCARNATION_IGNORED
#define namesMe(k) (owner == k)
#define namedIsThere(k) (m[m[k].to].current)
#else
#define namesMe(k) recordSaysMe(k)
#define namedIsThere(k) (m[m[k].to].current && m[m[k].to].inc == m[k].toInc)
#endif

/* The owner's incarnation is not current, and what it may believe is over (10, and licence.pml). */
#define ownerCurrent (m[owner].current && m[owner].inc == ownerInc)
#define ownerLicensed (m[owner].licensed && m[owner].inc == ownerInc)

#ifdef SAME_ITERATION
#define framesLeft(k) true
#else
#define framesLeft(k) (!m[k].frames)
#endif
#ifdef STOP_AFTER_SENDING
#define stopNow(k) skip
#define stopSteps(k) :: d_step { m[k].step == SENT && m[k].mine -> m[k].mine = false }
#else
#define stopNow(k) m[k].mine = false
#define stopSteps(k)
#endif
#ifdef STALE_RECORD
#define isNews(k) true
#else
#define isNews(k) (m[k].saw > m[k].knows)
#endif

inline decide(k, j) {
  moves++;
  m[k].to = j;
  m[k].toInc = m[j].inc;
  m[k].step = STOPPED;
  stopNow(k)
}

/* The giver's hand-over is at an end. */
inline done(k) {
  m[k].step = NONE;
  m[k].to = 0;
  m[k].toInc = 0;
  m[k].mine = false
}

inline executeRelease(k) {
  if
  :: m[k].current && version == m[k].over && namedIsThere(k) ->
     owner = m[k].to;
     ownerInc = m[k].toInc;
     version++;
     m[k].release = YES
  :: else -> m[k].release = NO
  fi;
  m[k].over = 0;
  if
  :: m[k].step == SENT
  :: else -> m[k].release = NOWHERE
  fi
}

inline executeFence(k) {
  if
  :: m[k].current && version == m[k].knows -> version++; m[k].fence = YES
  :: else -> m[k].fence = NO
  fi
}

/* In doubt (12): it reads the record. If that still names it, the late release must die before it resumes. */
inline resolve(k) {
  if
  :: recordSaysMe(k) ->
     m[k].knows = version;
#ifdef NO_FENCE
     done(k);
     m[k].mine = true
#else
     tries++;
     m[k].step = FENCING;
     m[k].fence = UNDER_WAY
#ifdef RESUME_BEFORE_FENCE
     ; m[k].mine = true
#endif
#endif
  :: else -> done(k); m[k].knows = version
  fi
}

#ifdef ACTIVATE_BY_MESSAGE
#define tell(k) m[m[k].to].told = true
#define messageSteps(k) \
  :: d_step { m[k].told && m[k].step == NONE -> m[k].told = false; m[k].mine = true; m[k].knows = version }
#define forgetMessage(k) m[k].told = false
#else
#define tell(k) skip
#define messageSteps(k)
#define forgetMessage(k) skip
#endif

/* It comes back as a new incarnation: whatever the former one has under way is refused from now on (1, 11). */
inline rejoin(k) {
  done(k);
  m[k].inc++;
  m[k].current = true;
  m[k].licensed = true;
  m[k].release = NOWHERE;
  m[k].over = 0;
  m[k].fence = NOWHERE;
  m[k].saw = 0;
  m[k].knows = version;
  forgetMessage(k)
}

#define steps(k) \
  /* An iteration builds frames; they leave, any time later */ \
  :: d_step { acts(k) && !m[k].frames -> m[k].frames = true } \
  :: d_step { m[k].frames -> m[k].frames = false } \
  /* It decides to give the address away, and stops answering (12) */ \
  :: d_step { m[k].mine && m[k].step == NONE && moves < MOVES -> decide(k, ((k + 1) % 3)) } \
  :: d_step { m[k].mine && m[k].step == NONE && moves < MOVES -> decide(k, ((k + 2) % 3)) } \
  /* It sends the compare-and-set when the frames of that iteration are out (12) */ \
  :: d_step { m[k].step == STOPPED && m[k].release == NOWHERE && framesLeft(k) -> \
       m[k].step = SENT; m[k].release = UNDER_WAY; m[k].over = m[k].knows } \
  stopSteps(k) \
  :: d_step { m[k].release == UNDER_WAY -> executeRelease(k) } \
  :: d_step { m[k].step == SENT && m[k].release == YES -> \
       tell(k); m[k].release = NOWHERE; m[k].knows++; done(k) } \
  :: d_step { m[k].step == SENT && m[k].release == NO -> \
       m[k].release = NOWHERE; m[k].mine = false; m[k].step = DOUBT } \
  /* No reply came */ \
  :: d_step { m[k].step == SENT -> m[k].mine = false; m[k].step = DOUBT; \
       m[k].release = (m[k].release == UNDER_WAY -> UNDER_WAY : NOWHERE) } \
  :: d_step { m[k].step == DOUBT && tries < TRIES -> resolve(k) } \
  :: d_step { m[k].fence == UNDER_WAY -> executeFence(k) } \
  :: d_step { m[k].step == FENCING && m[k].fence == YES -> \
       m[k].fence = NOWHERE; m[k].knows++; done(k); m[k].mine = true } \
  :: d_step { m[k].step == FENCING && m[k].fence == NO -> \
       m[k].fence = NOWHERE; m[k].mine = false; m[k].step = DOUBT } \
  :: d_step { m[k].step == FENCING -> m[k].fence = NOWHERE; m[k].mine = false; m[k].step = DOUBT } \
  /* It reads that the address is its own; what it reads is news, or changes nothing (1, 12) */ \
  :: d_step { namesMe(k) && m[k].saw != version -> m[k].saw = version } \
  :: d_step { m[k].saw != 0 && m[k].step == NONE && !m[k].mine -> \
       if :: isNews(k) -> m[k].mine = true; m[k].knows = m[k].saw :: else fi; m[k].saw = 0 } \
  messageSteps(k) \
  /* It claims after the former owner's licence (10) */ \
  :: d_step { m[k].current && m[k].step == NONE && !ownerCurrent && !ownerLicensed -> \
       owner = k; ownerInc = m[k].inc; version++ } \
  /* It is isolated; its licence ends, with what is left of its batch (13); it comes back */ \
  :: d_step { m[k].current && faults < FAULTS -> faults++; m[k].current = false } \
  :: d_step { !m[k].current && m[k].licensed -> m[k].licensed = false; m[k].frames = false } \
  :: d_step { !m[k].current && !m[k].frames -> rejoin(k) }

init {
  d_step {
    m[0].current = true;
    m[0].licensed = true;
    m[0].mine = true;
    m[0].knows = 1;
    m[1].current = true;
    m[1].licensed = true;
    m[2].current = true;
    m[2].licensed = true
  }
end:
  do
  :: TWO -> assert(false)
#ifdef WITNESS
  :: acts(2) && m[2].inc > 0 && moves == MOVES && tries > 0 -> assert(false)
#endif
  steps(0)
  steps(1)
  steps(2)
  od
}
