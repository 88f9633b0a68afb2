"""Illustrations, and drawings that stand in for photographs."""

from __future__ import annotations

from tools.sample_media.drawing import (
    BLUE,
    GOLD,
    GREEN,
    GREY,
    INK,
    NAVY,
    PAPER,
    RED,
    Canvas,
    Point,
    around,
    badge,
    corners,
)


def phone(canvas: Canvas, left: float, top: float) -> None:
    canvas.rect((left, top, left + 300, top + 540), INK, 40)
    canvas.rect((left + 16, top + 50, left + 284, top + 490), PAPER, 12)
    canvas.rect((left + 110, top + 508, left + 190, top + 516), GREY, 4)


def scam_call() -> Canvas:
    canvas = Canvas(1000, 640, "#dfe9f0")
    phone(canvas, 110, 50)
    canvas.dot((260, 190), 56, GREY)
    canvas.text((260, 190), "?", 80, PAPER, "mm!")
    canvas.text((260, 285), "Unknown caller", 30, INK, "mm!")
    canvas.rect((145, 325, 375, 430), "#fbe3e1", 14)
    canvas.text((260, 358), "I need money", 29, RED, "mm")
    canvas.text((260, 396), "right now", 29, RED, "mm")
    canvas.dot((200, 490), 32, RED)
    canvas.dot((320, 490), 32, GREEN)
    canvas.polygon(corners("540,120 900,100 918,500 556,520"), GOLD)
    for n, words in enumerate(("Stop.", "Hang up.", "Call back.")):
        canvas.text((600, 205 + n * 105), words, 62, NAVY)
    return canvas


def toll_text() -> Canvas:
    canvas = Canvas(1000, 640, "#dfe9f0")
    phone(canvas, 110, 50)
    canvas.rect((145, 150, 375, 400), "#e6e9ec", 18)
    for n, words in enumerate(("Your toll of", "$6.99 is unpaid.", "Pay today:")):
        canvas.text((165, 195 + n * 48), words, 27)
    canvas.text((165, 350), "toll-pay-il...", 27, BLUE)
    canvas.line([(170, 365), (320, 365)], BLUE, 2)
    canvas.line([(130, 130), (390, 420)], RED, 14)
    canvas.line([(390, 130), (130, 420)], RED, 14)
    for n, words in enumerate(("Don't tap.", "Delete.", "Check yourself.")):
        canvas.dot((530, 180 + n * 140), 42, NAVY)
        canvas.text((530, 180 + n * 140), str(n + 1), 44, PAPER, "mm!")
        canvas.text((595, 180 + n * 140), words, 48, NAVY)
    return canvas


def person(canvas: Canvas, at: Point, tall: float, colors: tuple[str, str, str]) -> None:
    """Draw someone from the front, feet at a point; colors of skin, coat and trousers."""
    (x, y), unit = at, tall / 10
    skin, coat, trousers = colors
    for side in (-1, 1):
        canvas.line([(x + side * unit * 0.6, y - unit * 4), (x + side * unit * 0.6, y)], trousers, unit * 0.9)
        canvas.line(
            [(x + side * unit * 1.2, y - unit * 7), (x + side * unit * 1.5, y - unit * 4.4)], coat, unit * 0.7
        )
    canvas.rect((x - unit * 1.3, y - unit * 7.6, x + unit * 1.3, y - unit * 3.6), coat, unit * 0.7)
    canvas.dot((x, y - unit * 8.8), unit * 1.15, skin)


def crossing_guard() -> Canvas:
    canvas = Canvas(1000, 640, "#cfe6f2")
    canvas.rect((0, 330, 1000, 430), "#b9d3a0")
    canvas.rect((0, 430, 1000, 640), "#5b636b")
    for n in range(7):
        canvas.polygon(
            [(60 + n * 140, 450), (140 + n * 140, 450), (120 + n * 140, 630), (20 + n * 140, 630)], PAPER
        )
    person(canvas, (600, 580), 400, ("#b98563", "#e8d31f", NAVY))
    canvas.rect((553, 340, 647, 358), "#c8cdd2")
    canvas.line([(652, 310), (720, 215)], "#e8d31f", 28)
    canvas.line([(722, 225), (722, 80)], GREY, 9)
    canvas.polygon(around((722, 90), 68, [22.5 + 45 * k for k in range(8)]), RED)
    canvas.text((722, 90), "STOP", 42, PAPER, "mm!")
    canvas.rect((550, 178, 650, 200), NAVY, 10)
    for x, tall, skin, coat in ((150, 230, "#e0b48f", "#c4512d"), (265, 200, "#8a5a3c", GREEN)):
        canvas.rect((x - tall * 0.2, 480 - tall * 0.72, x + tall * 0.2, 480 - tall * 0.4), GOLD, 10)
        person(canvas, (x, 480), tall, (skin, coat, NAVY))
    return canvas


def blood_drive() -> Canvas:
    canvas = Canvas(1000, 560, "#f6e7e4")
    canvas.polygon([(500, 45), *around((500, 260), 130, range(-37, 218, 5))], RED)
    for x in (474, 526):
        canvas.dot((x, 245), 34, PAPER)
    canvas.polygon(corners("444,261 556,261 500,330"), PAPER)
    for side, skin in ((-1, "#8a5a3c"), (1, "#e0b48f")):
        canvas.line([(500 + side * 430, 560), (500 + side * 300, 480), (500 + side * 60, 450)], skin, 62)
        canvas.line([(500 + side * 170, 470), (500 + side * 120, 405)], skin, 34)
        canvas.line([(500 + side * 500, 590), (500 + side * 360, 515)], NAVY if side < 0 else GREEN, 92)
    return canvas


def bicycle() -> Canvas:
    canvas = Canvas(1000, 600, "#eef0e6")
    rear, front, pedals, saddle, bar = (270, 400), (730, 400), (465, 400), (400, 210), (660, 215)
    for hub in (rear, front):
        canvas.dot(hub, 140, INK)
        canvas.dot(hub, 126, "#eef0e6")
        for rim in around(hub, 126, range(0, 360, 30)):
            canvas.line([hub, rim], GREY, 1.5)
    for tube in ((rear, pedals, saddle, rear), (saddle, (668, 240), pedals), (bar, front)):
        canvas.line(tube, GREEN, 14)
    canvas.line([saddle, (388, 170)], INK, 10)
    canvas.rect((335, 152, 445, 174), INK, 11)
    canvas.line([(655, 200), (648, 150), (710, 140)], INK, 12)
    canvas.dot(pedals, 36, GREY)
    canvas.line([(455, 350), (475, 450)], INK, 9)
    canvas.line([(600, 545), (500, 450)], RED, 8)
    canvas.polygon([(482, 432), (520, 448), (497, 472)], RED)
    canvas.text((615, 560), "serial number", 34, RED)
    return canvas


def bramble() -> Canvas:
    canvas = Canvas(800, 800, "#d7e4ea")
    coat, shade = "#24262a", "#34373d"
    canvas.polygon(corners("210,800 260,560 400,500 540,560 590,800"), coat)
    canvas.rect((278, 560, 522, 612), BLUE, 20)
    canvas.dot((400, 640), 36, "#c3c9cf")
    canvas.text((400, 640), "B", 40, INK, "mm!")
    canvas.oval((235, 170, 565, 540), coat)
    for side in (-1, 1):
        ear = [(400 + side * x, y) for x, y in corners("110,205 185,190 225,300 205,400 160,380 135,290")]
        canvas.polygon(ear, shade)
        canvas.dot((400 + side * 68, 318), 27, "#7a4f2a")
        canvas.dot((400 + side * 68, 318), 15, "#0c0d0f")
        canvas.dot((400 + side * 62, 311), 5, PAPER)
    canvas.oval((310, 350, 490, 520), shade)
    canvas.oval((355, 372, 445, 432), "#0c0d0f")
    canvas.oval((375, 380, 405, 394), GREY)
    canvas.polygon(corners("372,478 428,478 424,530 400,550 376,530"), "#d9827f")
    canvas.line(corners("345,470 375,486 400,470 425,486 455,470"), "#0c0d0f", 6)
    canvas.line([(400, 432), (400, 470)], "#0c0d0f", 5)
    return canvas


def wanted() -> Canvas:
    """Draw a stand-in for a booking photograph: plainly a drawing, and nobody's face."""
    canvas = Canvas(640, 800, "#c9ced3")
    for n in range(10):
        y, inches = 20 + n * 70, 78 - n * 3
        canvas.line([(0, y), (640, y)], "#a4abb2", 3 if n % 2 else 6)
        if n % 2 == 0:
            canvas.text((20, y + 24), f"{inches // 12}'{inches % 12}", 28, "#5b636b")
    canvas.polygon(corners("70,800 95,660 215,590 425,590 545,660 570,800"), "#39424b")
    canvas.rect((262, 490, 378, 630), "#7c858e", 40)
    canvas.oval((205, 215, 435, 535), "#8f98a1")
    canvas.polygon(
        corners("200,340 212,235 275,180 365,180 428,235 440,340 415,290 320,262 225,290"), "#39424b"
    )
    canvas.rect((0, 722, 640, 800), NAVY)
    canvas.text((320, 761), "Drawing: sample department", 34, PAPER, "mm")
    return canvas


def vehicle_still() -> Canvas:
    canvas = Canvas(1000, 562, "#2b2e31")
    canvas.rect((0, 0, 1000, 210), "#1c1e20")
    for left, wide in ((40, 180), (260, 240), (780, 170)):
        canvas.rect((left, 60, left + wide, 210), "#34383b")
        canvas.rect((left + 20, 100, left + wide - 20, 160), "#5a5f62")
    for x in (80, 300, 520, 740):
        canvas.line([(x, 562), (x + 90, 430)], "#54595c", 7)
    canvas.polygon(corners("700,300 1000,240 1000,380 720,345"), "#4a4f52")
    canvas.polygon(corners("250,300 330,215 560,210 630,290 720,305 735,390 235,392 232,320"), "#b9bdc0")
    canvas.polygon(corners("300,292 345,232 430,229 430,290"), "#2a2d30")
    canvas.polygon(corners("445,290 445,229 548,227 600,288"), "#2a2d30")
    canvas.line([(340, 204), (548, 200)], "#85898c", 6)
    canvas.rect((700, 312, 728, 334), "#f1f2ee", 6)
    for x in (320, 640):
        canvas.dot((x, 392), 47, "#17181a")
        canvas.dot((x, 392), 24, "#7b7f82")
    canvas.text((24, 36), "CAM 2   06-08-2024   22:51", 28, "#d5d8d8")
    return canvas


def favicon() -> Canvas:
    canvas = Canvas(112, 112, NAVY)
    badge(canvas, (8, 0), 1)
    return canvas
