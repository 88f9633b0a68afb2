"""Draw the sample department's pictures and its annual report.

Everything is made here, so nothing in the sample has another owner: the same Pillow and fpdf2
give the same bytes. Type is Aileron (CC0), which Pillow carries inside.
"""
