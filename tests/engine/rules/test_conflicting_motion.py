"""Contradictions of speed and force, and what only looks like one: pairs by kind."""

from __future__ import annotations

import pytest

from engine.prompt.reading import read
from engine.records import Scene
from engine.rules.conflicting_motion import CONFLICTING_MOTION

SPEED = """
A man jogging slowly while sprinting forward at high speed
A man sprints slowly to the left
She dashes leisurely across the courtyard
The cheetah races at a snail's pace over the plain
A boy bolts unhurriedly out of the door
The car speeds down the highway at walking pace
A horse gallops lazily along the shore
The tortoise crawls at lightning speed
A woman strolls frantically through the mall
He ambles at breakneck speed toward the bus
A snail creeps rapidly up the wall
A cat slowly darts under the sofa
The cyclist rushes sluggishly up the hill
A dog trudges swiftly through the snow
A waiter saunters hurriedly between the tables
The train hurtles slowly through the tunnel
She rushes at a leisurely pace to the exit
A stationary car races past the finish line
A motionless dancer whirls across the stage
A runner dashes forward in slow, sluggish steps
The deer bounds languidly over the fence
He hurries along at a glacial pace
The fox lazily sprints across the field
A slow, rapid walk along the beach
A calm, frantic run through the corridor
A swift, sluggish swim across the pool
The skater moves slowly and quickly across the ice
Slowly and rapidly, the eagle descends
A turtle crawling at full speed
A sprinter runs in a slow sprint
The robot shuffles at top speed across the floor
A bird glides at breakneck speed in a slow, lazy drift
The bus creeps along the street at high speed
A fast-moving snail crawls slowly over a leaf
"""
FORCE = """
A woman gently slams the door shut
The boxer delicately punches the bag
A gentle, violent punch lands on the bag
He tenderly smashes the vase with a hammer
The dancer stomps softly with thunderous steps
A child violently caresses the kitten
She gently hurls the plate against the wall
The guard tiptoes with thunderous, stomping steps
He softly pounds the table with both fists
A delicate, brutal kick hits the target
A nurse forcefully strokes the baby's head
The wave crashes softly and violently onto the rock
A man lightly crushes the can with brutal force
The soldier silently stomps down the hall
A tender, aggressive hug
"""
EITHER = """
The old man moves sluggishly at lightning speed
The kid zooms leisurely on his scooter
A ballerina performs a slow, frantic pirouette
Two boxers exchange gentle, savage blows
A cowboy rides at full gallop at a relaxed pace
The hawk dives lazily at breakneck speed
The butterfly furiously flutters in a calm, serene glide
A drummer softly hammers the drums with ferocious intensity
A motionless bird flies across the sky
A stationary cyclist speeds along the road
The man stands perfectly still while running across the field
A man remains motionless as he sprints to the bus
A blacksmith delicately hammers the iron with brutal blows
A slow lightning-fast kick
The tiger pounces gently and aggressively on its prey
The child tiptoes loudly, stomping hard
An athlete runs at a fast, slow pace
The mechanic gingerly smashes the window
The panther stalks quickly at a sluggish crawl
A calm stampede of buffalo rushes slowly across the plain
The river rushes sluggishly through the gorge
The rocket blasts off slowly at incredible speed
He walks briskly at a snail's pace
A frantic, leisurely stroll through the park
She whispers violently while shouting softly
The waiter dashes with unhurried steps
The swimmer quickly glides with slow lethargic strokes
She sprints in slow tiny steps, barely moving
A rabbit bolts across the yard in a slow trot
A gentle explosion violently shatters the glass
Wolves charge calmly and frantically
The horse trots at a gallop, slowly
A boy hurries lazily to school
The athlete slowly dashes toward the finish line at top speed
A leopard sprints at a relaxed walking pace
An elderly lady strolls at full speed through the garden
A soldier marches leisurely in a frantic hurry
A cook gently pounds the dough with violent blows
A monk calmly thrashes in the water
The wolf races in slow, lumbering steps
A tourist wanders hastily at lightning speed
The ship drifts rapidly at breakneck speed
A kid skips sluggishly in a rapid burst
A woman walking quickly in slow leisurely steps
The falcon plummets gently and slowly to the ground
She brushes the horse gently with forceful, aggressive strokes
A motionless crowd rushes to the stage
A stationary train hurtles through the station
A guard tiptoes heavily with crashing footsteps
A calm, frenzied dance in the square
A lightning-fast crawl, slow and heavy
Running slowly while dashing at full speed, a man crosses the road
The old car zooms along slowly at 200 km/h
A gentle slam of the door
A violent caress
A frantic man calmly strolls
The carpenter softly smashes the board
An ant scurries slowly across the leaf
The swimmer surges forward lethargically
A rapid, leisurely descent of the eagle
A person moving fast in slow pace
The girl tenderly punches the wall
A butterfly drifts gently at supersonic speed
She quickly ambles to the window
"""
NO_CONFLICT = """
A man jogs slowly to the left
She walks leisurely along the beach
A horse gallops at full speed toward the barn
A turtle crawls slowly over the sand
A cat darts quickly under the sofa
The dancer twirls gracefully across the stage
A boy sprints as fast as possible down the hill
A woman gently closes the door
The boxer punches the bag with great force
A man runs quickly but quietly down the hall
She slowly but firmly pushes the cart
The camera pans slowly as a cheetah sprints across the savanna
Slow tracking shot of a car racing along the coast
A slow zoom in on a boxer punching the bag violently
The camera glides smoothly past a crowd rushing to the train
A hare sprints past a tortoise that crawls along the path
A slow tortoise walks while a rabbit dashes around it
A toddler wobbles slowly while her brother dashes around the sofa
Two men walk slowly as a dog races past them
A calm woman watches children running wildly around her
The mother walks slowly and her son runs quickly ahead
A lazy cat sleeps as a mouse scurries past
She walks slowly to the car, then quickly drives away
The horse trots slowly, then gallops at full speed
He sprints across the field before slowing to a walk
The runner slows down after crossing the finish line
She starts slowly and gradually speeds up to a sprint
The car accelerates from a slow crawl to high speed
A skater glides slowly, and suddenly spins fast
The man walks calmly at first, later he runs in panic
After a slow walk along the pier, she sprints to the boat
The train slowly picks up speed and races out of the station
A kettle slowly heats up until it boils violently
The car drives fast, then comes slowly to a stop
Slow motion of a horse galloping to the right
A cheetah sprints across the savanna in slow motion
Slow-motion shot of a boxer delivering a violent punch
Time-lapse of slow-moving clouds racing over the city
Hyperlapse of a slow walk through a busy market
Bullet time as the bullet slowly races past him
A man does not run quickly, he walks slowly
She walks slowly without rushing
The dog never sprints, it trots calmly
He slams the door, not gently
A car is drifting quickly to the left
A leaf drifts slowly down while the wind blows hard
A river flows rapidly past a man slowly casting his line to the left
Still life of a bowl of fruit, then a hand quickly grabs an apple
A man in a calm street runs fast to the bus
A peaceful village, a horse gallops through it
Soft light, a boxer punches the bag violently
A gentle breeze, a cyclist races down the road
Rain falls softly on a car that speeds along the road
A slow song plays as the dancers spin quickly
A soft pillow is violently thrown against the wall
A light truck races along the highway
A fast car drives slowly through the village
A quick brown fox lies calmly on the grass
A powerful horse walks slowly through the field
The strong man gently lifts the baby
A silent crowd watches a sprinter race to the line
The stationary camera shows a car speeding past
A lazy river carries a speeding boat
Slow food is served quickly in a small kitchen
A fast food worker slowly wipes the table
A woman slowly turns her head while her dog runs around the yard
The man quickly grabs the cup and slowly drinks from it
A slow waltz, dancers whirl around the hall
A gentle giant stomps through the forest
A soft-spoken teacher slams the book shut
The car slowly backs out and then speeds away
The boy gently places the egg, then smashes it with a hammer
Birds dart through the calm morning air
A quiet street where a motorcycle roars past
A lightweight boxer punches hard
The slow cooker bubbles rapidly
In a calm voice, she urges the horse to gallop faster
A man walks calmly away as the building explodes violently behind him
The leopard creeps slowly through the grass, then pounces with lightning speed
The dancers move from slow to fast
Calm waves while a surfer races across them
A lazy Sunday, kids run around the pool
A runner at high speed passes a slowly walking couple
Slowly zoom in on a sprinter racing down the track
A slow pan over soldiers charging into battle
Fast cuts of a snail crawling over a leaf
Quick shots of a woman slowly brushing her hair
Slow-mo of a ball smashing a window
Timelapse, people rush through a slowly darkening square
A powerful engine idles quietly
Gently falling snow as a sled races downhill
He speaks softly while hitting the drum hard
A woman hurries past a man who leisurely reads a newspaper
The pendulum swings slowly, the clock hands spin fast
She hesitates, walks slowly, and finally runs
A violently shaking bus drives slowly over the bridge
The fast-flowing river carries a slowly turning leaf
A slow-witted guard runs after the thief
A man with a fast car walks slowly to the door
A heavy truck moves slowly but powerfully up the hill
A graceful swan glides over the lake
The ballerina leaps gracefully
A cat stretches lazily and then bolts out of the room
A sleepy dog lies while a cat quickly jumps over it
Not slowly but quickly, the boy runs
A girl quickly picks up the cat and gently strokes it
The wind blows hard while a man sits calmly on a bench
A man in a hurry walks past a slow old lady
A gentle rain falls as cars speed by
The chef quickly chops onions and slowly stirs the soup
A calm sea, a speedboat races to the right
A dog runs fast, its ears flapping gently
A horse gallops across the plain with a gentle rider
The camera quickly zooms in on a slowly opening flower
A slow dolly shot follows a running man
The ball rolls slowly, then quickly down the slope
A boxer dances lightly and punches hard
A soft snowball hits the wall hard
A light breeze, leaves whirl quickly
The runner starts fast and ends slow
A man runs quickly, stops, then walks slowly
She slams the book shut and calmly walks away
A sleeping baby lies still while the father rushes around
In slow motion, a hammer smashes a glass
A quiet man smashes the guitar on stage
A rocket slowly lifts off and then accelerates rapidly
A fast train passes a slow train
Slowly, the crowd begins to run
He gently throws the ball
A stationary bike, a woman pedals fast
A woman rides a stationary bike quickly
The cyclist leisurely rides while trucks race past
The kitten pounces playfully
A powerful waterfall gently mists the rocks
A violinist plays a slow melody with quick fingers
The tiger walks slowly, ready to pounce
A peaceful protest marches quickly down the street
Two kids race, one slowly and one quickly
"""
CHINESE_CONFLICT = """
一名男子缓慢地全速冲刺穿过街道
一只乌龟以极快的速度缓缓爬行
女孩慢慢地飞奔过草地
他轻轻地猛烈撞击大门
马儿悠闲地疾驰在草原上
拳击手温柔地狠狠击打沙袋
汽车缓缓地高速驶过桥面
"""
CHINESE_NO_CONFLICT = """
她缓慢而坚定地走向门口
快餐店里，店员慢慢地擦桌子
镜头缓慢推进，一名男子快速奔跑
她先慢慢走，然后飞快地跑向汽车
慢动作镜头，一匹马飞速奔跑
男孩快速奔跑，身后的老人缓慢行走
女子轻轻地关上门
汽车高速驶过桥面
"""


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def causes(text: str) -> list[str | None]:
    return [hint.cause for hint in CONFLICTING_MOTION.check(Scene(read(text)))]


@pytest.mark.parametrize("text", lines(SPEED))
def test_words_that_disagree_in_speed_are_found(text: str):
    assert "speed" in causes(text)


@pytest.mark.parametrize("text", lines(FORCE))
def test_words_that_disagree_in_force_are_found(text: str):
    assert "intensity" in causes(text)


@pytest.mark.parametrize("text", lines(EITHER))
def test_words_that_disagree_in_one_or_both_are_found(text: str):
    assert causes(text)


@pytest.mark.parametrize("text", lines(NO_CONFLICT))
def test_change_other_actors_effects_and_other_senses_are_no_conflict(text: str):
    assert causes(text) == []


@pytest.mark.parametrize("text", lines(CHINESE_CONFLICT))
def test_chinese_words_that_disagree_are_found(text: str):
    assert causes(text)


@pytest.mark.parametrize("text", lines(CHINESE_NO_CONFLICT))
def test_chinese_near_misses_are_no_conflict(text: str):
    assert causes(text) == []
