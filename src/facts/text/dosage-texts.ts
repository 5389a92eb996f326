import type { Drug } from '../../vocab/drug.ts';
import type { Route } from '../../vocab/route.ts';
import type { Side, Site } from '../../vocab/site.ts';

/**
 * Synthetic dosage texts in the styles of real charts, each with what a careful reader may take from it. What a text
 * does not say for certain is left out, so any value the reader adds there is wrong. Written by hand from the text
 * alone, before looking at what the reader makes of it.
 *
 * One text a line, then `=>` and what it says: `d` drug, `mg` dose, `r` route, `s` site, `R` or `L` side, `w` mg
 * wasted. Nothing after the arrow: the text says nothing for certain.
 */
const WRITTEN = `
Depo-Medrol 80mg/ml 1ml IA R knee => d=ma mg=80 r=ia s=knee R
40 mg IM L deltoid => mg=40 r=im s=deltoid L
Depo-Medrol 40 mg IM left deltoid => d=ma mg=40 r=im s=deltoid L
DEPO-MEDROL 80 MG IM RIGHT GLUTEUS => d=ma mg=80 r=im s=gluteus R
depomedrol 40mg intra-articular right knee => d=ma mg=40 r=ia s=knee R
Depo Medrol 40 mg intraarticular left shoulder => d=ma mg=40 r=ia s=shoulder L
Solu-Medrol 125 mg IV => d=mss mg=125 r=iv
Solu-Medrol 125mg IVP => d=mss mg=125 r=ivp
solumedrol 40 mg IM => d=mss mg=40 r=im
SoluMedrol 1 g IV over 60 min => d=mss mg=1000 r=iv
Solu-Medrol 1000 mg IVPB over 1 hr => d=mss mg=1000 r=ivi
Solu-Medrol 500 mg IV infusion => d=mss mg=500 r=ivi
methylprednisolone acetate 80 mg IM R ventrogluteal => d=ma mg=80 r=im s=ventrogluteal R
methylprednisolone sodium succinate 125 mg IV push => d=mss mg=125 r=ivp
methylprednisolone 40 mg IM L deltoid => mg=40 r=im s=deltoid L
methylPREDNISolone acetate 40 mg => d=ma mg=40
MethylPREDNISolone sodium succinate 62.5 mg IV => d=mss mg=62.5 r=iv
Kenalog 40 mg IA L knee => d=ta mg=40 r=ia s=knee L
Kenalog-40 1 mL IA left knee => d=ta mg=40 r=ia s=knee L
Kenalog-40, 1 mL, intra-articular, right shoulder => d=ta mg=40 r=ia s=shoulder R
Kenalog-10 2 mL intralesional => d=ta mg=20 r=il
Kenalog 10 mg/mL 0.5 mL intralesional scalp => d=ta mg=5 r=il s=scalp
triamcinolone acetonide 40 mg IA R hip => d=ta mg=40 r=ia s=hip R
triamcinolone 40 mg IA R hip => mg=40 r=ia s=hip R
Zilretta 32 mg IA right knee => d=er mg=32 r=ia s=knee R
Celestone Soluspan 6 mg IM R deltoid => d=bm mg=6 r=im s=deltoid R
dexamethasone sodium phosphate 4 mg IM left gluteal => d=dsp mg=4 r=im s=gluteus L
Decadron 8 mg IM R delt => mg=8 r=im s=deltoid R
Solu-Cortef 100 mg IV push => d=hss mg=100 r=ivp
Aristospan 20 mg IA left knee => d=tah mg=20 r=ia s=knee L
80 mg IM => mg=80 r=im
40mg => mg=40
40 MG => mg=40
0.5 mL of 80 mg/mL IA R thumb CMC => mg=40 r=ia s=thumb-carpometacarpal-joint R
1 mL of 40 mg/mL IA L elbow => mg=40 r=ia s=elbow L
1 cc of 40 mg/cc IA right ankle => mg=40 r=ia s=ankle R
2cc of 40mg/cc im left buttock => mg=80 r=im s=buttock L
1ml (40mg/ml) IA lt knee => mg=40 r=ia s=knee L
40 mg (1 mL) IM R deltoid => mg=40 r=im s=deltoid R
80 mg (2 mL of 40 mg/mL) IM L glute => mg=80 r=im s=gluteus L
80 mg in 1 mL IA R shoulder => mg=80 r=ia s=shoulder R
2 mL = 80 mg IM right dorsogluteal => mg=80 r=im s=dorsogluteal R
40 mg = 1 mL => mg=40
.5 mL of 40 mg/mL IA R wrist => mg=20 r=ia s=wrist R
20 mg IA L wrist => mg=20 r=ia s=wrist L
10mg IA R index finger => mg=10 r=ia s=index-finger R
Depo-Medrol 20mg IA L ring finger => d=ma mg=20 r=ia s=ring-finger L
Depo-Medrol 20 mg L great toe IA => d=ma mg=20 r=ia s=great-toe L
10 mg IA right 2nd toe => mg=10 r=ia s=second-toe R
10 mg IA left fifth toe => mg=10 r=ia s=fifth-toe L
20 mg, right AC joint, intra-articular => mg=20 r=ia s=acromioclavicular-joint R
20 mg IA L SC joint => mg=20 r=ia s=sternoclavicular-joint L
40 mg right SI joint IA => mg=40 r=ia s=sacroiliac-joint R
10 mg R TMJ intra-articular => mg=10 r=ia s=temporomandibular-joint R
40 mg intrabursal R olecranon bursa => mg=40 r=bursa s=olecranon-bursa R
Depo-Medrol 40 mg R subacromial bursa => d=ma mg=40 s=subacromial-bursa R
Depo-Medrol 40 mg, R shoulder subacromial bursa => d=ma mg=40 s=subacromial-bursa R
Depo-Medrol 80 mg left greater trochanteric bursa => d=ma mg=80 s=trochanteric-bursa L
Kenalog 40 mg L hip trochanteric bursa => d=ta mg=40 s=trochanteric-bursa L
40 mg R pes anserine bursa => mg=40 s=pes-anserine-bursa R
20 mg L lateral epicondyle => mg=20 s=lateral-epicondyle L
20 mg right elbow lateral epicondyle => mg=20 s=lateral-epicondyle R
20 mg R medial epicondyle => mg=20 s=medial-epicondyle R
Kenalog 10 mg left plantar fascia => d=ta mg=10 s=plantar-fascia L
Depo 40 R carpal tunnel => s=carpal-tunnel R
Depo-Medrol 40 mg right carpal tunnel => d=ma mg=40 s=carpal-tunnel R
40 mg epidural => mg=40 r=epi
Depo-Medrol 80 mg epidural L4-5 => d=ma mg=80 r=epi
80 mg lumbar spine epidural => mg=80 r=epi s=lumbar-spine
40 mg L-spine epidural => mg=40 r=epi s=lumbar-spine
Kenalog 5 mg intradermal => d=ta mg=5 r=id
dexamethasone sodium phosphate 10 mg perineural => d=dsp mg=10 r=pn
40 mg subq => mg=40 r=sc
60 mg SQ abdomen => mg=60 r=sc s=abdomen
Medrol dose pack as directed =>
medrol 4 mg tab PO => r=po mg=4
prednisone 20 mg by mouth => mg=20 r=po
kneee =>  s=knee
R kneee => s=knee R
shoudler =>  s=shoulder
L shoudler 40mg => mg=40 s=shoulder L
R shldr => s=shoulder R
L deltiod 40 mg im => mg=40 r=im s=deltoid L
rt knee => s=knee R
lt. knee => s=knee L
Rt. hip 80 mg => mg=80 s=hip R
R. shoulder => s=shoulder R
(R) knee => s=knee R
knee (L) => s=knee L
knee, right => s=knee R
Knee - Left => s=knee L
Arm, Lower, Left => s=forearm L
Arm, Upper, Right => s=upper-arm R
Arm, Left => s=arm L
Hand, Right => s=hand R
Leg, Lower, Right => s=lower-leg R
Thigh, Left => s=thigh L
Finger, Index, Left => s=index-finger L
Left arm => s=arm L
left upper arm => s=upper-arm L
R forearm => s=forearm R
right gluteal => s=gluteus R
glute => s=gluteus
butt => s=buttock
L buttock => s=buttock L
left upper outer buttock => s=buttock L
R vastus lateralis => s=vastus-lateralis R
left lateral thigh IM 40 mg => mg=40 r=im s=thigh L
right dorsal hand => s=hand R
L antecubital => s=antecubital-fossa L
IV L antecubital fossa, 125 mg => mg=125 r=iv s=antecubital-fossa L
left upper eyelid 10 mg => mg=10 s=upper-eyelid L
R lower eyelid => s=lower-eyelid R
right glenohumeral joint => s=shoulder R
L GH joint 40 mg IA => mg=40 r=ia s=shoulder L
right sacroiliac joint => s=sacroiliac-joint R
R scapula => s=scapula R
left knee joint => s=knee L
Structure of right knee region => s=knee R
Left hip region structure => s=hip L
Structure of left deltoid muscle => s=deltoid L
Structure of fifth toe of left foot => s=fifth-toe L
Both knees => s=knee
b/l knees => s=knee
B/L knee 40 mg =>  s=knee
bilateral knees 40 mg IA => r=ia s=knee
bilat shoulders => s=shoulder
bilateral knee injections 80 mg total => s=knee
R/L knee 40 mg IA => r=ia s=knee
L/R knee => s=knee
right and left knee 40mg => s=knee
R & L knee => s=knee
R+L shoulder 40 mg IM => r=im s=shoulder
knees 40 mg IA => r=ia s=knee
40 mg each knee => s=knee
40 mg IA per knee => r=ia s=knee
40 mg to each knee, 80 mg total => s=knee
40 mg IA R knee, 40 mg IA L knee => r=ia s=knee
Depo-Medrol 80 mg R knee and 40 mg L shoulder => d=ma
40 mg R knee, 20 mg L wrist =>
Right knee and right shoulder 40 mg => 
hip/thigh => 
40 mg x 2 R knee => s=knee R
2 x 40 mg IM => r=im
40mg x2 => 
40 mg x1 IM R deltoid => mg=40 r=im s=deltoid R
40 mg x 1 dose IM => mg=40 r=im
40 mg twice => 
40-80 mg IM => r=im
40 to 80 mg IM => r=im
40 or 80 mg IM => 
up to 80 mg IM => r=im
about 40 mg IM => r=im
approx 40 mg => 
~40 mg IM => r=im
<40 mg => 
>40 mg => 
40 mg? => 
R knee? => 
? L deltoid 40 mg IM => 
not given => 
NOT GIVEN - patient refused => 
Depo-Medrol 40 mg not given => 
40 mg IM L deltoid held => 
Held: 80 mg IM => 
refused 40 mg IM => 
patient declined Depo-Medrol 80 mg R knee => 
no injection given => 
no Depo-Medrol given => 
injection deferred => 
cancelled => 
did not receive 40 mg => 
wasn't given => 
omitted by RN => 
never given => 
unable to inject R knee => 
procedure aborted R knee 40 mg => 
plan: 40 mg IA R knee => 
will give 40 mg IM tomorrow => 
consider Depo-Medrol 80 mg R shoulder => 
may repeat 40 mg IA in 3 months => 
if no relief 80 mg IM => 
next injection 40 mg L knee => 
last dose 40 mg IM R deltoid => 
previous injection 80 mg L knee => 
had 40 mg R knee 3 months ago => 
allergic to Depo-Medrol 40 mg => 
possible 40 mg IM => 
probably R knee => 
history of R knee injection 40 mg => 
40 mg IM for R knee pain => mg=40 r=im
Depo-Medrol 80 mg IM for left shoulder pain => d=ma mg=80 r=im
80 mg IM due to R hip OA => mg=80 r=im
40 mg IM, dx right knee osteoarthritis => mg=40 r=im
Depo-Medrol 80mg IM L deltoid for R knee pain => d=ma mg=80 r=im
R knee OA => 
osteoarthritis of right knee => 
right knee pain => 
40 mg IA R knee for pain => mg=40 r=ia s=knee R
R knee effusion => 
wears L wrist brace, 40 mg IM => mg=40 r=im
s/p R knee replacement => 
right handed, 40 mg IM => mg=40 r=im
RHD. 40 mg IA L wrist => mg=40 r=ia s=wrist L
left hand dominant => 
pt left clinic after 40 mg IM => mg=40 r=im
knee, left clinic 10:05 => s=knee
right now 40 mg IM => mg=40 r=im
40 mg IM right away => mg=40 r=im
left over drug, 40 mg IM => mg=40 r=im
hand hygiene performed, 40 mg IM R deltoid => mg=40 r=im s=deltoid R
25g needle, 40 mg IM R deltoid => mg=40 r=im s=deltoid R
22 G 1.5 inch needle, 80 mg IM L ventrogluteal => mg=80 r=im s=ventrogluteal L
25 gauge needle => 
25g => 
22G x 1.5 in => 
L 4-5 80 mg => 
L5-S1 => 
C5-6 => 
T12 => 
B12 1000 mcg IM => r=im
lidocaine 1% 2 mL => 
40 mg Kenalog with 4 ml 1% lidocaine, R knee IA => d=ta mg=40 r=ia s=knee R
Depo-Medrol 40 mg + 4 mL 1% lidocaine IA R knee => d=ma mg=40 r=ia s=knee R
Depo-Medrol 80 mg and 3 cc 0.25% Marcaine L shoulder => d=ma mg=80 s=shoulder L
1 cc Depo-Medrol 40 mg/cc with 2 cc lidocaine R knee => d=ma mg=40 s=knee R
1 mL Kenalog-40 mixed with 3 mL bupivacaine, L hip IA => d=ta mg=40 r=ia s=hip L
4 mL lidocaine 1% R knee => s=knee R
lidocaine 10 mg/mL 4 mL, Depo-Medrol 80 mg R knee => d=ma mg=80 s=knee R
Depo-Medrol 40mg lidocaine 2ml R knee => d=ma s=knee R
40 mg with lidocaine R knee => mg=40 s=knee R
lidocaine 40 mg R knee => s=knee R
Toradol 60 mg IM => r=im
Toradol 30 mg and Depo-Medrol 80 mg IM R glute => d=ma mg=80 r=im s=gluteus R
Synvisc 48 mg IA R knee => r=ia s=knee R
normal saline 5 mL => 
Depo-Provera 150 mg IM => r=im
Depo 150 mg IM L deltoid => mg=150 r=im s=deltoid L
steroid injection R knee => s=knee R
cortisone 40 mg R knee => mg=40 s=knee R
Depo-Medrol and Kenalog 40 mg => 
Solu-Medrol 40 mg Depo-Medrol 80 mg IM => r=im
methylprednisolone acetate 40mg/ml => d=ma
Depo-Medrol 80 mg/mL => d=ma
80mg/ml IM R glute => r=im s=gluteus R
Depo-Medrol 40mg/ml, 2 ml IM L glute => d=ma mg=80 r=im s=gluteus L
2 mL IM L glute => r=im s=gluteus L
1 mL => 
1cc R knee => s=knee R
125 mg/2 mL, 2 mL IV => mg=125 r=iv
125 mg/2 mL => 
40 mg 2 mL IM => r=im
40 mg/mL 1 mL vial => 
80 mg vial => 
1 vial => 
1 vial IM R deltoid => r=im s=deltoid R
from 80 mg vial, 40 mg given IM R deltoid => mg=40 r=im s=deltoid R
gave 40 mg from 80 mg/mL vial => mg=40
80 mg SDV, 60 mg given, 20 mg wasted => mg=60 w=20
20 mg wasted => w=20
wasted 20 mg => w=20
60 mg IM, 20 mg discarded => mg=60 r=im w=20
Depo-Medrol 60 mg IM R glute. Wasted 20 mg. => d=ma mg=60 r=im s=gluteus R w=20
40 mg given, 40 mg wasted => mg=40 w=40
20mg waste w/ RN witness, 60 mg IM L ventrogluteal => mg=60 r=im s=ventrogluteal L w=20
discarded 0.5 mL, gave 0.5 mL of 80 mg/mL => mg=40 w=40
40 mg given, remainder wasted => mg=40
40 mg given, rest discarded => mg=40
no waste, 40 mg IM => mg=40 r=im
40 mg wasted 20 mg given => 
20 mg of drug discarded, 60 mg administered => mg=60 w=20
waste: 20 mg => w=20
10 mg wasted and 10 mg discarded => 
1 mL lidocaine wasted, Depo-Medrol 40 mg IM => d=ma mg=40 r=im
0 mg => 
0 mg IM => r=im
40,5 mg IM => r=im
40..5 mg => 
4O mg IM => r=im
forty mg IM => r=im
½ mL of 80 mg/mL IM => r=im
1/2 cc IM R deltoid => r=im s=deltoid R
40 m g => 
40 mgs IM => mg=40 r=im
40 milligrams IM => mg=40 r=im
1,000 mg IV => mg=1000 r=iv
1 gram IV => mg=1000 r=iv
1gm IV push => mg=1000 r=ivp
500mcg IM => mg=0.5 r=im
0.777 mL of 62.5 mg/mL IV => mg=48.5625 r=iv
1 mg/kg IV => r=iv
30 mg/kg over 30 min IV => r=iv
2 mg/kg/day => 
40 mg/day => 
40 mg daily => 
40 mg BID => 
40 mg q6h IV => mg=40 r=iv
20 mg/hr IV => r=iv
Lot 40MG123 => 
Lot# 12345 exp 10/2026 40 mg IM => mg=40 r=im
NDC 0009-3475-01 80 mg IM R glute => mg=80 r=im s=gluteus R
given at 10:05, 40 mg IM L deltoid => mg=40 r=im s=deltoid L
11/20/26 80 mg IM => mg=80 r=im
time out performed prior to procedure, 40 mg IA R knee => mg=40 r=ia s=knee R
40 mg IA R knee, tolerated well, no complications => mg=40 r=ia s=knee R
80 mg IM R glute without complications => mg=80 r=im s=gluteus R
40 mg IA L knee under ultrasound guidance => mg=40 r=ia s=knee L
pressure held, 40 mg IM => mg=40 r=im
40 mg as ordered IM R deltoid => mg=40 r=im s=deltoid R
40 mg ordered, 20 mg given => 
ordered 40 mg IM => r=im
40 mg per order IM L deltoid => mg=40 r=im s=deltoid L
half of 40 mg => 
40 mg divided R knee and L knee => s=knee
IA => 
IA knee => r=ia s=knee
IA deltoid 40 mg => mg=40 s=deltoid
80 mg Depo-Medrol IA => d=ma mg=80 r=ia
40 mg IA => mg=40
Solu-Medrol 40 mg IA => d=mss mg=40
intra-arterial 40 mg => mg=40 r=oth
IM/IV 40 mg => mg=40
IM or IV 40 mg => 
IV. 125 mg => mg=125 r=iv
I.M. 40 mg L deltoid => mg=40 r=im s=deltoid L
I.V. push 125 mg => mg=125 r=ivp
i.m. right deltoid => r=im s=deltoid R
IntraMUSCULAR 40 mg => mg=40 r=im
Intra-articularl 40 mg R knee => mg=40 r=ia s=knee R
INTRA-ARTICULAR, KNEE, RIGHT, 80 MG => mg=80 r=ia s=knee R
Inj, intra-articular, R shoulder, Depo 40 => r=ia s=shoulder R
trigger point 40 mg R trapezius => mg=40 r=tp
tendon sheath R thumb 10 mg => mg=10 r=tendon s=thumb R
R trigger finger 10 mg => mg=10
R biceps tendon 20 mg => mg=20
Baker's cyst L knee 40 mg => mg=40
R heel 10 mg => mg=10
L jaw => 
right plantar fascia, heel, Kenalog 10 mg => d=ta mg=10 s=plantar-fascia R
R thumb MCP 10 mg IA => mg=10 r=ia s=thumb R
L 3rd toe MTP 10 mg => mg=10 s=third-toe L
R middle finger PIP => s=middle-finger R
left hand, ring finger, PIP joint => s=ring-finger L
R finger => s=finger R
fingers 10 mg => s=finger
R hip, L hip => s=hip
R knee L knee => s=knee
left knee (right handed) => s=knee
R knee... L shoulder => 
Kenalog-40 40 mg IA R knee => d=ta mg=40 r=ia s=knee R
Kenalog 40 1cc L knee => d=ta mg=40 s=knee L
Kenalog-80 0.5 mL IM R deltoid => d=ta mg=40 r=im s=deltoid R
Kenalog-40 => d=ta
Kenalog 40 => d=ta
Kenalog-40 2 mL 40 mg => d=ta
Kenalog cream =>
triamcinolone acetonide 0.1% cream => 
Kenalog-40 (40 mg/mL) 1 mL IM L glute => d=ta mg=40 r=im s=gluteus L
Depo-Medrol-40 mg IM => d=ma r=im
Depo-Medrol 40 IM R deltoid => d=ma r=im s=deltoid R
Depo-Medrol 1 mL IM R deltoid => d=ma r=im s=deltoid R
Depo-Medrol 40 mg IM (R) ventrogluteal => d=ma mg=40 r=im s=ventrogluteal R
Depo-Medrol 80 mg - IM - L VG => d=ma mg=80 r=im
depo medrol 80mg im lt dorsogluteal lot ab1234 exp 5/27 => d=ma mg=80 r=im s=dorsogluteal L
Pt received 80 mg Depo-Medrol IM in left gluteus, tolerated well => d=ma mg=80 r=im s=gluteus L
Injected 40 mg Depo-Medrol into right knee joint => d=ma mg=40 s=knee R
Inject 40 mg IM once => mg=40 r=im
R knee injected w/ 1 mL Depo-Medrol (80 mg/mL) & 4 mL lidocaine => d=ma mg=80 s=knee R
Dose: 40 mg; Route: IM; Site: L deltoid => mg=40 r=im s=deltoid L
Dose:40mg Route:IA Site:Right Knee => mg=40 r=ia s=knee R
DRUG: DEPO-MEDROL DOSE: 80 MG ROUTE: IM SITE: RIGHT GLUTEUS MEDIUS => d=ma mg=80 r=im s=gluteus-medius R
Medication: methylprednisolone acetate, 40 mg, IA, left knee => d=ma mg=40 r=ia s=knee L
S: R knee pain. P: 40 mg IM => 
methylpred acetate 40mg/1ml 1ml IA rt shldr => d=ma mg=40 r=ia s=shoulder R
methylprednisolone sod succ 125mg IVP L AC => d=mss mg=125 r=ivp
A-MethaPred 40 mg IV => d=mss mg=40 r=iv
methylprednisolone sodium phosphate 40 mg IM => mg=40 r=im
hydrocortisone 100 mg IV => mg=100 r=iv
Triesence 4 mg intravitreal => d=tpf mg=4 r=eye
Triesence triamcinolone acetonide 4 mg intravitreal => d=tpf mg=4 r=eye
Zilretta (triamcinolone acetonide) 32 mg IA R knee => d=er mg=32 r=ia s=knee R
triamcinolone acetonide preservative free 40 mg IM L deltoid => d=tpf mg=40 r=im s=deltoid L
Kenalog-40 40 mg + preservative-free lidocaine 1% 4 mL IA R knee => d=ta mg=40 r=ia s=knee R
Depo-Medrol / Kenalog IM L deltoid => r=im s=deltoid L
4 mg R eye => mg=4
epidural steroid 80 mg Depo-Medrol right => d=ma mg=80 r=epi
40 mg IM R IM => mg=40 r=im
R deltoid, 40 mg, IM, 10:15, RN Smith => mg=40 r=im s=deltoid R
L deltoid 40 mg IM R arm BP cuff => mg=40 r=im s=deltoid L
Deltoid IM => r=im s=deltoid
Ventrogluteal IM => r=im s=ventrogluteal
R and L => 
right => 
left => 
L => 
RT => 
LT => 
LD => 
LVG => 
Knee brace => 
blank => 
n/a => 
N/A => 
see note => 
- => 
   => 
<b>40 mg</b> IM => r=im
40 mg IM\t\tL deltoid => mg=40 r=im s=deltoid L
４０ mg IM => mg=40 r=im
40 mg IM L deltoid; 40 mg IM R deltoid => r=im s=deltoid
gave 20 mg L knee 20 mg R knee => s=knee
c/o pain in the right knee. 80 mg Depo-Medrol IM => d=ma mg=80 r=im
c/o R knee. 40 mg IM => mg=40 r=im
R knee is swollen. Solu-Medrol 125 mg IM L glute => d=mss mg=125 r=im s=gluteus L
pain 8/10 R knee, 80 mg IM L glute => mg=80 r=im
uses cane in R hand; 40 mg IM => mg=40 r=im
BP 120/80 R arm, 80 mg IM => mg=80 r=im
XR R knee reviewed. 80 mg IM => mg=80 r=im
Ibuprofen 800 mg. Depo-Medrol IM R glute => d=ma r=im s=gluteus R
lisinopril 10 mg => 
takes metformin 500 mg, Depo-Medrol IM => d=ma r=im
Depo-Medrol IM, ceftriaxone 1 g IM => d=ma r=im
Naproxen 500 mg BID. Depo-Medrol 80 mg IM => d=ma mg=80 r=im
Depo-Medrol 40 mg. Lidocaine 20 mg. R knee => d=ma mg=40 s=knee R
Weight 80 kg. 40 mg IM => mg=40 r=im
glucose 140 mg/dL, 40 mg IM => r=im
BS 98 mg => 
A1c 7.2, Depo-Medrol 40 mg IA L knee => d=ma mg=40 r=ia s=knee L
80 mg R GT bursa & SI joint => mg=80
Depo-Medrol 80 mg, 2 sites => d=ma
40 mg R knee (aspirated 20 mL first) => s=knee R
aspirated 30 cc from R knee, injected 40 mg Depo-Medrol => d=ma s=knee R mg=40
R knee. 40 mg IA. => mg=40 r=ia s=knee R
Site: R deltoid. Dose: 40 mg. Route: IM. => mg=40 r=im s=deltoid R
Given by J. Left RN 40 mg IM R deltoid => mg=40 r=im s=deltoid R
R 2nd toe 10 mg, L foot => mg=10
R 2nd toe 10 mg => mg=10 s=second-toe R
R shoulder: subacromial 40mg; AC joint 20mg =>
20 of 40 mg given =>
gave only 20 mg of 40 mg dose =>
Needle broke; 20 mg given of 40 mg =>
Dr. Knee gave 40 mg IM => mg=40 r=im
Depo-Medrol 80 mg/mL: 0.5 mL R knee, 0.5 mL L knee => d=ma s=knee
Depo-Medrol 80mg (40mg per knee) => d=ma s=knee
40mg depo L + R knee => s=knee
R knee inj: 4cc lido, 1cc 40mg/cc depo-medrol => d=ma mg=40 s=knee R
Depomedrol 1cc (40mg) & 2cc 0.5% marcaine R shoulder => d=ma mg=40 s=shoulder R
1cc of Kenalog 40mg/ml and 4cc of 1% plain lidocaine into L knee => d=ta mg=40 s=knee L
Kenalog 1cc, marcaine 3cc R hip => d=ta s=hip R
methylPREDNISolone acetate (DEPO-MEDROL) injection 40 mg => d=ma mg=40
methylPREDNISolone sod succ (SOLU-Medrol) 125 mg in NS 50 mL IVPB => d=mss mg=125 r=ivi
triamcinolone acetonide (KENALOG) 40 mg/mL injection 80 mg => d=ta mg=80
40 mg, Intramuscular, ONCE, On 11/20/26 at 1000, For 1 dose => mg=40 r=im
Inject 1 mL (40 mg total) into the muscle once. => mg=40
Depo Medrol 80 mg (two 40 mg vials) IM => d=ma mg=80 r=im
IM to L arm (deltoid) => r=im s=deltoid L
R trigger thumb 10mg => mg=10
dose reduced from 80 mg to 40 mg =>
40mg NOT 80mg =>
80mg/2ml IM R glute => r=im s=gluteus R
40mg/ml x 2ml IM => mg=80 r=im
Solu-Medrol 1000 mg in 250 mL NS IV => d=mss mg=1000 r=iv
scalp x 10 injections 5 mg/mL, 2 mL => s=scalp
injected 0.1 mL per site, 10 sites =>
Depo-Medrol 80 mg IM. Bandaid applied to R deltoid => d=ma mg=80 r=im
40mg given in Rt gluteus. Pt c/o L hip pain => mg=40 s=gluteus R
J1040 x1 R knee => s=knee R
dose 0.5mg/kg = 40 mg IM => mg=40 r=im
`;

const DRUGS: Readonly<Record<string, Drug>> = {
  ma: 'methylprednisolone-acetate',
  mss: 'methylprednisolone-sodium-succinate',
  ta: 'triamcinolone-acetonide',
  er: 'triamcinolone-acetonide-er',
  tpf: 'triamcinolone-acetonide-preservative-free',
  tah: 'triamcinolone-hexacetonide',
  bm: 'betamethasone-acetate-sodium-phosphate',
  dsp: 'dexamethasone-sodium-phosphate',
  hss: 'hydrocortisone-sodium-succinate',
};
const ROUTES: Readonly<Record<string, Route>> = {
  ia: 'intra-articular',
  im: 'intramuscular',
  iv: 'intravenous',
  ivp: 'intravenous-push',
  ivi: 'intravenous-infusion',
  sc: 'subcutaneous',
  id: 'intradermal',
  il: 'intralesional',
  bursa: 'intrabursal',
  tendon: 'tendon-sheath',
  tp: 'trigger-point',
  epi: 'epidural',
  pn: 'perineural',
  eye: 'ocular',
  po: 'oral',
  oth: 'other',
};
const SIDES: Readonly<Record<string, Side>> = { R: 'right', L: 'left' };

export interface DosageText {
  readonly text: string;
  readonly says: {
    readonly drug: Drug | null;
    /** Exact decimal. */
    readonly mg: string | null;
    readonly route: Route | null;
    readonly site: Site | null;
    readonly side: Side | null;
    readonly discarded: string | null;
  };
}

function read(line: string): DosageText {
  const at = line.lastIndexOf('=>');
  const says = line
    .slice(at + 2)
    .trim()
    .split(/\s+/);
  const valueOf = (key: string): string | null =>
    says.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1) ?? null;
  const side = says.find((word) => Object.hasOwn(SIDES, word));
  return {
    text: line.slice(0, at).trimEnd().replaceAll('\\t', '\t'),
    says: {
      drug: DRUGS[valueOf('d') ?? ''] ?? null,
      mg: valueOf('mg'),
      route: ROUTES[valueOf('r') ?? ''] ?? null,
      // A misspelt site would never be found, and the test would say so.
      site: valueOf('s') as Site | null,
      side: SIDES[side ?? ''] ?? null,
      discarded: valueOf('w'),
    },
  };
}

export const DOSAGE_TEXTS: readonly DosageText[] = WRITTEN.split('\n')
  .filter((line) => line.includes('=>'))
  .map(read);
